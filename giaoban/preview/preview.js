// Waits for the next build and shows it. The question is a script, which the policy of any archive's pages allows.
// A page in the background asks nothing, since a browser opens only a few connections to one server.
"use strict";

const { version } = document.currentScript.dataset;
let asking = false;

function ask() {
  if (asking || document.visibilityState === "hidden") return;
  asking = true;
  const question = document.createElement("script");
  const over = (pause) => {
    question.remove();
    setTimeout(() => { asking = false; ask(); }, pause);
  };
  question.src = `/_preview/wait.js?since=${version}`;
  question.onload = () => over(0);
  question.onerror = () => over(1000);
  document.head.append(question);
}

addEventListener("pageshow", ask);
document.addEventListener("visibilitychange", ask);
