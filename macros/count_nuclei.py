#@ CommandService commands
#@ File (label = "Image") file
#@ String (label = "Model", value = "nuclei-trimap") model
#@output String answer

# Counts the nuclei in an image. Jython, in Fiji's script editor, which asks for what stands behind #@; every command of Fovea
# is called so, with the keys of its macro line, and gives back what it would show.

from ij import IJ

image = IJ.openImage(file.path)
found = commands.run("io.fovea.command.SegmentCommand", False,
                     ["image", image, "model", model, "output", "labels", "minsize", 20.0, "table", True]).get()

objects = found.getOutput("objects")
areas = [objects.getValue("Area", row) for row in range(objects.size())]
answer = "%s: %d nuclei, the largest of %s pixels" % (image.title, len(areas), max(areas) if areas else 0)
print(answer)
