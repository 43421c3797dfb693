import { afterEach, expect, it, vi } from "vitest";
import { request } from "../src/http/request";

afterEach(() => vi.unstubAllGlobals());

/** Stand in for the service with these answers, one after the other, and return the entity tags that it is asked with. */
function answering(...answers: Response[]): (string | null)[] {
  const asked: (string | null)[] = [];
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get("If-None-Match"));
    return Promise.resolve(answers.shift());
  });
  return asked;
}

const tagged = (body: string, tag: string): Response => new Response(body, { headers: { ETag: tag } });

it("takes an answer that still holds from what it has", async () => {
  const asked = answering(tagged('{"of": "a"}', '"1"'), new Response(null, { status: 304 }));
  expect(await request("GET", "/kept")).toEqual({ of: "a" });
  expect(await request("GET", "/kept")).toEqual({ of: "a" });
  expect(asked).toEqual([null, '"1"']);
});

it("forgets all answers when the service no longer knows who is asking", async () => {
  const asked = answering(tagged('{"of": "a"}', '"1"'), new Response("{}", { status: 401 }), tagged('{"of": "b"}', '"1"'));
  await request("GET", "/forgotten");
  await expect(request("GET", "/other")).rejects.toThrow();
  expect(await request("GET", "/forgotten")).toEqual({ of: "b" });
  expect(asked).toEqual([null, null, null]);
});
