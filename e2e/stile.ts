import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The moment at which every test server starts. */
export const START = '2026-11-02T08:00:00Z'

/** A running server with its own ports, store and clock. */
export class Stile {
  private constructor(
    readonly staff: string,
    readonly garden: string,
    private readonly process: ChildProcess,
    private readonly data: string,
  ) {}

  /** Starts a server and waits until both listeners are bound. */
  static async start(...flags: string[]): Promise<Stile> {
    const data = await mkdtemp(join(tmpdir(), 'stile-e2e-'))
    const program = process.env.STILE ?? '../target/debug/stile'
    const fixed = ['serve', '--port', '0', '--garden-port', '0', '--data', data, '--app', '../dist']
    const child = spawn(program, [...fixed, ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { RUST_LOG: 'warn', ...process.env },
    })
    const addresses = new Map<string, string>()
    for await (const line of createInterface({ input: child.stdout })) {
      const [name, address] = line.split(/\s+/)
      addresses.set(name, address)
      if (addresses.has('staff') && addresses.has('garden')) break
    }
    const [staff, garden] = [addresses.get('staff'), addresses.get('garden')]
    if (!staff || !garden) throw new Error(`the server ended before it was ready: ${child.exitCode}`)
    return new Stile(staff, garden, child, data)
  }

  /** Lets the server stand still: it keeps its connections and answers nothing. */
  pause(): void {
    this.process.kill('SIGSTOP')
  }

  /** Lets it go on. */
  resume(): void {
    this.process.kill('SIGCONT')
  }

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
    await rm(this.data, { recursive: true, force: true })
  }

  /** Calls the API; a problem is an error that says what the server said. */
  async call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
    const answer = await this.fetch(method, path, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? (undefined as T) : (JSON.parse(text) as T)
  }

  /** Calls the API and hands back whatever it answers. */
  fetch(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const json = body === undefined ? undefined : JSON.stringify(body)
    const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' }
    return fetch(this.staff + path, { method, body: json, headers: { ...type, ...headers } })
  }

  /** Moves the clock to a moment, for example `2026-11-20T08:00:00Z`. */
  async setClock(now: string): Promise<void> {
    await this.call('PUT', '/api/v1/test-clock', { now })
  }
}
