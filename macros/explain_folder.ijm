// Explains every image of a folder: opens it, shows where the model looks for its likeliest class, and saves a picture
// with the heat on it, <name>-grad-cam.png, and the 32-bit heat map, <name>-grad-cam.tif. Subfolders are done, too. Files
// that are named like results are left out.
//
//   ./fovea macro macros/explain_folder.ijm "input=[test-images/digits] output=[results] model=digits"

var input, output, model, count, taken;

options = getArgument();
if (options == "") {
    // Started in ImageJ, by hand.
    input = getDirectory("Choose the folder of images");
    output = getDirectory("Choose a folder for the results");
    model = "digits";
} else {
    input = "" + value(options, "input") + "/";
    output = "" + value(options, "output") + "/";
    model = "" + value(options, "model");
}
setBatchMode(true);
count = 0;
taken = "|";
explainIn("");
print(count + " images explained into " + output);

// Explains the images of a folder below the input, and of the folders in it.
function explainIn(folder) {
    files = getFileList(input + folder);
    for (i = 0; i < files.length; i++) {
        if (endsWith(files[i], "/")) {
            explainIn(folder + files[i]);
        } else if (matches(files[i], ".*-grad-cam\\.(png|tif)")) {
            print("Left out: " + folder + files[i]);
        } else if (matches(toLowerCase(files[i]), ".*\\.(png|tif|tiff|jpg|jpeg|bmp)")) {
            explain(folder, files[i]);
        }
    }
}

function explain(folder, file) {
    open(input + folder + file);
    image = getImageID();
    // Where a.png and a.tif lie beside each other, the second keeps its suffix.
    stem = folder + File.nameWithoutExtension;
    if (indexOf(taken, "|" + toLowerCase(stem) + "|") >= 0) stem = folder + file;
    taken = taken + toLowerCase(stem) + "|";
    makeFolder(output + folder);
    run("Explain...", "model=[" + model + "] method=grad-cam output=heat table");
    saveAs("Tiff", output + stem + "-grad-cam.tif");
    close();
    selectImage(image);
    run("Explain...", "model=[" + model + "] method=grad-cam output=picture");
    saveAs("PNG", output + stem + "-grad-cam.png");
    close();
    selectImage(image);
    close();
    print(folder + file + " is " + getResultString("Class", nResults - 1) + " with probability "
        + d2s(getResult("Probability", nResults - 1), 3));
    count++;
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

// What stands in [brackets], or up to the next space, behind a key.
function value(options, key) {
    start = indexOf(options, key + "=");
    if (start < 0) exit("Say which " + key + ": " + key + "=[...]");
    rest = substring(options, start + lengthOf(key) + 1);
    if (startsWith(rest, "[")) return substring(rest, 1, indexOf(rest, "]"));
    end = indexOf(rest + " ", " ");
    return substring(rest, 0, end);
}
