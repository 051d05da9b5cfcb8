// A tool: click on a nucleus, and see what speaks for it. Install it with Plugins > Macros > Install..., choose it in the toolbar,
// and click. Run with an argument it does one click:
//
//   ./fovea macro macros/explain_click.ijm "image=[test-images/nuclei/03-touching.png] at=206,100 output=[results]"

var model = "nuclei-trimap";
var method = "hirescam";

if (getArgument() == "") exit("Install this macro with Plugins > Macros > Install..., then click on an object.");
model = option("model", model);
method = option("method", method);
at = split(option("at", "0,0"), ",");
output = option("output", ".");
makeFolder(output);
open(option("image", ""));
title = getTitle();
explain(parseInt(at[0]), parseInt(at[1]));
saveAs("PNG", output + "/clicked.png");
print(title + ": object " + getResultString("Object", nResults - 1) + ", " + d2s(100 * getResult("Inside", nResults - 1), 0)
    + " % of what speaks for it lies inside");
exit();

macro "Explain Click Tool - C037o11ddC900oa5bb" {
    getCursorLoc(x, y, z, flags);
    explain(x, y);
}

function explain(x, y) {
    makePoint(x, y);
    run("Explain...", "model=[" + model + "] method=" + method + " clicked output=picture overlay table");
}

// Makes a folder and those that it lies in, before the work begins.
function makeFolder(folder) {
    for (i = 1; i < lengthOf(folder); i++) {
        letter = substring(folder, i, i + 1);
        if (letter == "/" || letter == "\\") File.makeDirectory(substring(folder, 0, i));
    }
    File.makeDirectory(folder);
    if (!File.isDirectory(folder)) exit("The folder '" + folder + "' cannot be made; choose another.");
}

function option(key, usual) {
    options = getArgument();
    start = indexOf(" " + options, " " + key + "=");
    if (start < 0) return usual;
    rest = substring(options, start + lengthOf(key) + 1);
    if (startsWith(rest, "[")) return substring(rest, 1, indexOf(rest, "]"));
    end = indexOf(rest, " ");
    if (end < 0) return rest;
    return substring(rest, 0, end);
}
