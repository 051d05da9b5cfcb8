package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.recipe.Recipe;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From whom a network learns besides. */
final class TeacherOptions {
    @Option(
            names = "--teacher",
            paramLabel = "MODEL",
            description =
                    "A model that the network learns from besides: what it says of every image (distillation), or of"
                            + " the images of --unlabelled; a shipped one's name or an .onnx file with the same labels.")
    private String teacher;

    @Option(
            names = "--unlabelled",
            paramLabel = "DIR",
            description = "Images that nobody labelled: a teacher does, where it is sure. Without --teacher that is the"
                    + " model that the labelled ones alone come to, which is trained first.")
    private Path unlabelled;

    /** Whether any is given. */
    boolean isGiven() {
        return teacher != null || unlabelled != null;
    }

    /** The folder of images, where one is given. */
    Optional<Path> images() {
        return Optional.ofNullable(unlabelled);
    }

    /**
     * A recipe that says what is given.
     *
     * @throws FoveaException when the folder of images has no name
     */
    Recipe in(Recipe recipe) {
        Recipe what = unlabelled == null ? recipe : recipe.withUnlabelled(name(unlabelled));
        return teacher == null ? what : what.withTeacher(teacher);
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new FoveaException("--unlabelled '" + folder + "' is all there is; give a folder of images.");
        }
        return name.toString();
    }
}
