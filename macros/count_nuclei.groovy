#@ CommandService commands
#@ File (label = "Image") file
#@ String (label = "Model", value = "nuclei-trimap") model
#@output String answer

// Counts the nuclei in an image. In Fiji's script editor, which asks for what stands behind #@; every command of Fovea is
// called so, with the keys of its macro line, and gives back what it would show.

import ij.IJ

image = IJ.openImage(file.path)
found = commands.run("io.fovea.command.SegmentCommand", false,
        "image", image, "model", model, "output", "labels", "minsize", 20d, "table", true).get()

objects = found.getOutput("objects")
areas = (0..<objects.size()).collect { objects.getValue("Area", it) }
answer = "${image.title}: ${objects.size()} nuclei, the largest of ${areas ? areas.max() : 0} pixels"
println answer
