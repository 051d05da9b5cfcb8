// Explains every image of a folder: opens it, shows where the model looks for its likeliest class, and saves a picture
// with the heat on it, <name>-grad-cam.png, and the 32-bit heat map, <name>-grad-cam.tif.
//
//   ./fovea macro macros/explain_folder.ijm "input=[test-images/digits] output=[results] model=digits"

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
if (!File.isDirectory(output)) File.makeDirectory(output);
setBatchMode(true);
files = getFileList(input);
count = 0;
for (i = 0; i < files.length; i++) {
    if (!matches(toLowerCase(files[i]), ".*\\.(png|tif|tiff|jpg|jpeg|bmp)")) continue;
    open(input + files[i]);
    image = getImageID();
    stem = File.nameWithoutExtension;
    run("Explain...", "model=[" + model + "] method=grad-cam output=heat table");
    saveAs("Tiff", output + stem + "-grad-cam.tif");
    close();
    selectImage(image);
    run("Explain...", "model=[" + model + "] method=grad-cam output=picture");
    saveAs("PNG", output + stem + "-grad-cam.png");
    close();
    selectImage(image);
    close();
    print(files[i] + " is " + getResultString("Class", nResults - 1) + " with probability "
        + d2s(getResult("Probability", nResults - 1), 3));
    count++;
}
print(count + " images explained into " + output);

// What stands in [brackets], or up to the next space, behind a key.
function value(options, key) {
    start = indexOf(options, key + "=");
    if (start < 0) exit("Say which " + key + ": " + key + "=[...]");
    rest = substring(options, start + lengthOf(key) + 1);
    if (startsWith(rest, "[")) return substring(rest, 1, indexOf(rest, "]"));
    end = indexOf(rest + " ", " ");
    return substring(rest, 0, end);
}
