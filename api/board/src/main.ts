import "./styles/index.css";
import type { Me } from "./contract";
import { api } from "./http/api";
import { Problem, sayProblem } from "./http/problem";
import { onSignedOut } from "./http/request";
import { startOwnCalendar } from "./own/own-calendar";
import { start } from "./page/start";
import { applyTheme } from "./page/theme";
import { takeKey } from "./session/session";
import { showSignIn } from "./session/sign-in";

const page = document.getElementById("page") as HTMLElement;
let started = false;

/** Show the page of whoever is signed in, or the form to sign in. */
async function open(): Promise<void> {
  let problem = "";
  const key = takeKey();
  try {
    if (key) await api.signIn(key);
  } catch (error) {
    problem = sayProblem(error);
  }
  let me: Me;
  try {
    me = await api.me();
  } catch (error) {
    const isStranger = error instanceof Problem && error.status === 401;
    return showSignIn(page, problem || (isStranger ? "" : sayProblem(error)), () => void open());
  }
  started = true;
  if (me.permissions.includes("read")) await start(page, me);
  else await startOwnCalendar(page, me);
}

applyTheme();
// A session that ends while the page is open leads back to the form; what was on the page is gone with it.
onSignedOut(() => {
  if (started) location.reload();
});
addEventListener("hashchange", () => {
  if (location.hash.includes("key=")) location.reload();
});
void open();
