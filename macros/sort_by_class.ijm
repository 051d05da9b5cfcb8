// Copies every photo of a folder into a folder of the class that a model sees in it, and writes sorted.csv. Photos of which
// the model is less sure than "sure" go into the folder "unsure". The photos themselves stay where they are.
//
//   ./fovea macro macros/sort_by_class.ijm "input=[test-images/digits] output=[sorted] model=digits sure=0.8"

input = option("input", "");
output = option("output", "");
model = option("model", "cats-dogs");
sure = parseFloat(option("sure", "0.8"));
if (input == "") input = getDirectory("Choose the folder of photos");
if (output == "") output = getDirectory("Choose a folder for the folders of classes");
if (!endsWith(input, "/")) input = input + "/";
if (!endsWith(output, "/")) output = output + "/";
makeFolder(output);
setBatchMode(true);

lines = "image,class,probability,folder\n";
files = getFileList(input);
count = 0;
for (i = 0; i < files.length; i++) {
    if (!matches(toLowerCase(files[i]), ".*\\.(png|tif|tiff|jpg|jpeg|bmp|gif)")) continue;
    open(input + files[i]);
    if (nSlices > 1) {
        print("Left out, as it has several planes: " + files[i]);
        close();
        continue;
    }
    run("Classify...", "model=[" + model + "] top=1");
    close();
    class = getResultString("Class", nResults - 1);
    probability = getResult("Probability", nResults - 1);
    folder = class;
    if (probability < sure) folder = "unsure";
    // A class may hold what names of folders may not.
    folder = replace(folder, "[^A-Za-z0-9 _.-]", "_");
    File.makeDirectory(output + folder);
    File.copy(input + files[i], output + folder + "/" + files[i]);
    lines = lines + quoted(files[i]) + "," + quoted(class) + "," + d2s(probability, 4) + "," + folder + "\n";
    count++;
}
if (count == 0) exit("There are no images in '" + input + "'.");
File.saveString(lines, output + "sorted.csv");
print(count + " photos sorted into " + output);

// A name as it stands in a CSV file.
function quoted(name) {
    if (indexOf(name, ",") < 0 && indexOf(name, "\"") < 0) return name;
    return "\"" + replace(name, "\"", "\"\"") + "\"";
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

// What stands behind a key in the macro's argument.
function option(key, usual) {
    return call("ij.Macro.getValue", getArgument(), key, usual);
}
