// Prints, and says in the language of the page what is missing in a form.
"use strict";
for (const button of document.querySelectorAll(".vt-print")) button.onclick = () => print();
for (const type of ["invalid", "input"]) {
  const say = ({ target }) => {
    const words = target.form?.dataset;
    if (!words?.vtAgree) return;
    const isEmail = target.validity.typeMismatch;
    const wrong = isEmail ? words.vtEmail : target.type === "checkbox" ? words.vtAgree : words.vtMissing;
    target.setCustomValidity(type === "input" ? "" : wrong);
  };
  document.addEventListener(type, say, true);
}
