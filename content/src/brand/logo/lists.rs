//! The parts of SVG that a logo may have: what draws, and nothing that loads, runs, moves or, like
//! `<use>`, draws its copies over and over.

/// The elements.
pub(super) const ELEMENTS: [&str; 16] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "title",
    "desc",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
];

/// The elements that hold words.
pub(super) const WORDS: [&str; 2] = ["title", "desc"];

/// The attributes.
pub(super) const ATTRIBUTES: [&str; 54] = [
    "xmlns",
    "xmlns:xlink",
    "version",
    "id",
    "viewBox",
    "preserveAspectRatio",
    "width",
    "height",
    "fill",
    "fill-rule",
    "fill-opacity",
    "clip-rule",
    "clip-path",
    "clipPathUnits",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-opacity",
    "opacity",
    "transform",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "rx",
    "ry",
    "r",
    "cx",
    "cy",
    "fx",
    "fy",
    "points",
    "pathLength",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "offset",
    "stop-color",
    "stop-opacity",
    "color",
    "vector-effect",
    "shape-rendering",
    "role",
    "aria-hidden",
    "aria-label",
    "focusable",
    "display",
];

/// The elements that may take over what another part of the logo says, by its name.
pub(super) const REFERRING: [&str; 2] = ["linearGradient", "radialGradient"];

/// The names of the attributes by which they do.
pub(super) const REFERENCES: [&str; 2] = ["href", "xlink:href"];

/// The attributes that may name a part of the logo as `url(#name)`.
pub(super) const PAINTS: [&str; 3] = ["fill", "stroke", "clip-path"];

/// The functions of colours and transformations; every other one could load something.
pub(super) const FUNCTIONS: [&str; 22] = [
    "matrix",
    "translate",
    "scale",
    "rotate",
    "skewx",
    "skewy",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "light-dark",
    "calc",
    "var",
    "min",
    "max",
];

/// The entities that stand for one sign of XML and nothing else.
pub(super) const SIGNS: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "apos;"];

/// What a namespace has to be.
pub(super) const NAMESPACES: [(&str, &str); 2] =
    [("xmlns", "http://www.w3.org/2000/svg"), ("xmlns:xlink", "http://www.w3.org/1999/xlink")];
