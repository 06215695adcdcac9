-- How many are enrolled in each arm, so that the enrolment that makes a trial full is known at once,
-- however large the trial is.
CREATE TABLE arm_count (
    trial TEXT NOT NULL REFERENCES trial (id),
    arm TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (trial, arm)
) STRICT, WITHOUT ROWID;
INSERT INTO arm_count SELECT trial, arm, COUNT(*) FROM enrolment GROUP BY trial, arm;
