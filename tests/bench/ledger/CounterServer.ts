import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** Every service has an SLO of each kind; SLOs of one kind differ in the service only. */
export const KINDS: readonly string[] = ['api', 'page', 'job', 'feed', 'mail'];

/** Of what is split by route. */
export const ROUTES: readonly string[] = ['cart', 'pay', 'refund'];

/** A quarter of the services has one SLO of five that is split: 5 % of all. The first ones, whose history is copied, have none. */
export function isSplitService(service: number): boolean {
  return service >= 40 && service % 4 === 0;
}

/** Events of a service in the tile that ends at a time: busy by day, some of them bad, the same whoever asks. */
export function eventsAt(service: number, endSeconds: number) {
  const minute = endSeconds / 60;
  const mixed = Math.imul(minute * 31 + service * 7919, 0x9e3779b1) >>> 0;
  const mean = (30 + (service % 40) * 12) * (1.5 + Math.sin(minute / 229));
  const noise = (mixed / 2 ** 32 - 0.5) * 3.4 * mean ** 0.5;
  const total = Math.max(0, Math.round(mean + noise));
  const bad = mixed % 5 === 0 ? Math.min(total, mixed % 4) : 0;
  return { bad, total };
}

export function serviceName(service: number): string {
  return `service-${String(service).padStart(5, '0')}`;
}

/** Answers range queries as a Prometheus would that holds the counters of so many services. */
export class CounterServer {
  readonly #server: Server;
  readonly #services: number;
  #queries = 0;
  /** To all queries about the newest time that was asked for. */
  #replies: { readonly times: string; readonly texts: string[] } = {
    times: '',
    texts: [],
  };
  /** Whatever is counted, there is as much of it: queries about one time have one answer. */
  readonly #latest = new Map<string, { times: string; reply: string }>();

  static async start(services: number): Promise<CounterServer> {
    const counters = new CounterServer(services);
    await new Promise<void>(resolve => {
      counters.#server.listen(0, '127.0.0.1', resolve);
    });
    return counters;
  }

  private constructor(services: number) {
    this.#services = services;
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      if (request.url === '/queries') {
        response.end(String(this.#takeQueries()));
        return;
      }
      if (request.url === '/replies') {
        response.end(JSON.stringify(this.#replies.texts));
        return;
      }
      if (!request.url?.startsWith('/api/v1/query_range')) {
        response.writeHead(404).end();
        return;
      }
      this.#queries += 1;
      const form = Buffer.concat(chunks);
      response.setHeader('content-type', 'application/json');
      const times = timesIn(form);
      const reply = this.#replyTo(times, askedIn(form));
      if (this.#replies.times !== times) {
        this.#replies = { times, texts: [] };
      }
      this.#replies.texts.push(reply);
      response.end(reply);
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Since this was asked last. */
  #takeQueries(): number {
    const queries = this.#queries;
    this.#queries = 0;
    return queries;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #replyTo(times: string, asked: Asked): string {
    const latest = this.#latest.get(asked.text);
    if (latest?.times === times) {
      return latest.reply;
    }
    const reply = this.#reply(new URLSearchParams(times), asked);
    this.#latest.set(asked.text, { times, reply });
    return reply;
  }

  #reply(form: URLSearchParams, { services, isSplit }: Asked): string {
    const [start, end, step] = ['start', 'end', 'step'].map(key =>
      Number.parseFloat(form.get(key) ?? ''),
    );
    const rows: string[] = [];
    for (const service of services ?? numbers(this.#services)) {
      const totals: string[] = [];
      const bads: string[] = [];
      for (let at = start; at <= end; at += step) {
        const { bad, total } = eventsAt(service, at);
        totals.push(`[${at},"${total}"]`);
        bads.push(`[${at},"${bad}"]`);
      }
      const name = serviceName(service);
      for (const route of isSplit ? ROUTES : [undefined]) {
        const more = route ? `,"route":"${route}"` : '';
        for (const [role, values] of [
          ['total', totals],
          ['events', bads],
        ] as const) {
          rows.push(
            `{"metric":{"nthlayer_role":"${role}","service":"${name}"${more}},"values":[${values.join()}]}`,
          );
        }
      }
    }
    return `{"status":"success","data":{"resultType":"matrix","result":[${rows.join()}]}}`;
  }
}

/** What a query is about; it is of all services where it names none. */
interface Asked {
  readonly text: string;
  readonly services?: readonly number[];
  readonly isSplit: boolean;
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** A server that answers more than it is asked is not believed. */
function askedIn(form: Buffer): Asked {
  const named = form.toString('latin1').match(/service-\d{5}/g);
  const services = named ? [...new Set(named)] : undefined;
  const isSplit = form.includes('route');
  return {
    text: `${isSplit} ${services?.join(' ')}`,
    services: services?.map(name => Number(name.slice(-5))),
    isSplit,
  };
}

/** What stands behind the expression, which is long and of no interest here. */
function timesIn(form: Buffer): string {
  const at = form.lastIndexOf('&start=');
  return form.toString('latin1', Math.max(0, at));
}
