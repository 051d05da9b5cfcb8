package io.fovea.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.batch.OnePage;
import io.fovea.batch.PageChoice;
import io.fovea.image.Image;
import io.fovea.model.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Another image than the command's: one that is open, of which the plane on show counts, or a file.
 *
 * @param name its title, or the file's name
 */
record ComparedImage(String name, Image image) {

    /** The titles of the open images but one that are pictures. */
    static List<String> titles(ImagePlus but) {
        int[] ids = Optional.ofNullable(WindowManager.getIDList()).orElse(new int[0]);
        return Arrays.stream(ids)
                .mapToObj(WindowManager::getImage)
                .filter(image -> image != but && ResultMark.of(image).isEmpty())
                .map(ImagePlus::getTitle)
                .distinct()
                .toList();
    }

    /**
     * Finds one.
     *
     * @param text the title of an open image, or else a path
     * @param monitor hears which page of a file it is
     * @throws FoveaException if there is none, or it has not the channels that the model takes
     */
    static ComparedImage find(String text, Input input, EscapeMonitor monitor) {
        ImagePlus open = WindowManager.getImage(text);
        if (open != null) {
            PlaneQuestions questions = new PlaneQuestions(open);
            PlaneKeys shown = new PlaneKeys("0", questions.onShow("slice"), questions.onShow("frame"));
            return new ComparedImage(text, Planes.of(open, shown).image(0, input));
        }
        Path file = UserPath.of(text)
                .filter(Files::exists)
                .orElseThrow(
                        () -> new FoveaException(
                                "No open image is called '" + text
                                        + "', nor is there such a file; give the key 'similar' the title of an open image or the path of a file."));
        OnePage page = OnePage.read(file, PageChoice.ALL.feeding(input));
        page.note().ifPresent(note -> monitor.note("Note: " + note));
        return new ComparedImage(page.name(), page.image());
    }
}
