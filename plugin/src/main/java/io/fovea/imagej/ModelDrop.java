package io.fovea.imagej;

import ij.IJ;
import ij.WindowManager;
import ij.gui.YesNoCancelDialog;
import ij.plugin.DragAndDrop;
import io.fovea.FoveaException;
import io.fovea.bioimage.PackageFolder;
import io.fovea.model.Model;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Takes the models that are dropped on ImageJ's window: {@code .onnx} files, BioImage.IO packages as zips or folders. Whatever
 * else is dropped, ImageJ opens as before.
 */
final class ModelDrop extends DragAndDrop {
    private static Object window;

    private ModelDrop() {}

    /** Takes models from now on, also in <em>File &gt; Open...</em>, where ImageJ has a window. Does nothing the second time. */
    static synchronized void install() {
        if (IJ.getInstance() != null && IJ.getInstance() != window) {
            if (window == null) {
                ModelOpener.install();
            }
            window = IJ.getInstance();
            new ModelDrop().run("");
        }
    }

    /** Whether a file or folder is a model, as far as can be seen without reading its network. */
    static boolean isModel(Path path) {
        String name =
                path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isDirectory(path)
                ? PackageFolder.isOne(path)
                : name.endsWith(".onnx") || name.endsWith(".zip") && PackageFolder.isZipOfOne(path);
    }

    @Override
    public void openFile(File file) {
        if (file != null && isModel(file.toPath())) {
            offer(file.toPath());
        } else {
            super.openFile(file);
        }
    }

    /** Asks what to do with a model. Blocks until that is answered. */
    static void offer(Path file) {
        try {
            Model model = Model.read(file);
            String what = model.card().task().word();
            YesNoCancelDialog asked = new YesNoCancelDialog(
                    IJ.getInstance(),
                    "Model",
                    "'" + file.getFileName() + "' is a model: " + what + ", "
                            + model.card().input().words() + ".\n"
                            + "Add it to your models, so that the dialogs offer it, or use it once?",
                    "Add to Models",
                    "Use Once");
            if (asked.yesPressed()) {
                ModelManager.add(file);
            } else if (!asked.cancelPressed()) {
                use(model, file);
            }
        } catch (FoveaException e) {
            IJ.error("Model", e.getMessage());
        }
    }

    /** Opens the dialog of the first command in the menu that is for such a model. */
    private static void use(Model model, Path file) {
        CommandCall call = FoveaMenu.entries().stream()
                .map(entry -> CommandCall.prepare(Scijava.context(), entry.commandClass()))
                .filter(one -> one.command() instanceof TakesModels takes
                        && takes.takes(model.card().task()))
                .findFirst()
                .orElseThrow();
        if (WindowManager.getCurrentImage() == null) {
            IJ.showMessage("Model", "Open an image first, then drop the model again.");
            return;
        }
        Door.open(call, file.toString());
    }
}
