package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.Lut;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds objects: per image {@code <stem>-overlay.png} with boxes and names, and {@code <stem>-rois.zip}; {@code detect.csv} with a row for each object;
 * and {@code coco.json} about all images.
 */
public final class DetectJob implements Job<Detections> {
    /** Objects of which the model is less sure are left out. */
    public static final JobOption SCORE = new JobOption(
            "score",
            "P",
            "Objects of which the model is less sure are left out, 0 to 1",
            Detections.DEFAULT_SCORE,
            0,
            1,
            false);

    /** Of boxes that overlap more, as intersection over union, only the surest is kept. */
    public static final JobOption OVERLAP = new JobOption(
            "overlap",
            "IOU",
            "Of boxes of one class that overlap more only the surest stays, as intersection over union, 0 to 1",
            Detections.DEFAULT_OVERLAP,
            0,
            1,
            false);

    static final List<String> COLUMNS = List.of("label", "score", "x", "y", "width", "height", "class");

    private static final int MOST_NAMED = 4;

    DetectJob() {}

    @Override
    public String verb() {
        return "detect";
    }

    @Override
    public String purpose() {
        return "Finds objects: writes an overlay of each image with boxes and names, the boxes as ImageJ's ROIs, detect.csv,"
                + " and all of them in coco.json.";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.DETECTION);
    }

    @Override
    public List<JobOption> options() {
        return List.of(SCORE, OVERLAP);
    }

    @Override
    public boolean writesFolder() {
        return true;
    }

    @Override
    public Detector open(Model model, Device device) {
        return Detector.open(model, device);
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<FolderFile> folderFile(Card card) {
        return Optional.of(new CocoFile(card));
    }

    @Override
    public List<String> charts() {
        return List.of("objects", "score");
    }

    @Override
    public Outcome outcome(Detections result, Image image, JobSettings settings) {
        return outcome(result, image, Surroundings.of(image), settings);
    }

    @Override
    public Outcome outcome(Detections result, Image image, Surroundings around, JobSettings settings) {
        List<Detection> objects = result.found(settings.number(SCORE), settings.number(OVERLAP));
        Findings findings = new Findings(
                COLUMNS,
                objects.stream().map(DetectJob::row).toList(),
                List.of("objects", "found", "seconds"),
                List.of(objects.size(), brief(objects), String.format(Locale.ROOT, "%.2f", result.seconds())));
        return new Outcome(
                findings,
                Map.of("-overlay.png", Detections.overlay(image, objects)),
                Map.of(ObjectFiles.ROIS, rois(objects, around.place())),
                Details.NONE);
    }

    private static RoiZip rois(List<Detection> objects, Surroundings.StackPlace place) {
        RoiZip zip = new RoiZip();
        for (Detection object : objects) {
            String what = String.format(Locale.ROOT, "%s %.2f", object.label(), object.score());
            String name = place.named(what);
            zip.add(
                    name,
                    new RoiFile(name, Lut.color(object.index() + 1), place)
                            .rectangle(object.x(), object.y(), object.width(), object.height()));
        }
        return zip;
    }

    private static List<Object> row(Detection object) {
        return List.of(
                object.label(),
                object.score(),
                object.x(),
                object.y(),
                object.width(),
                object.height(),
                object.index());
    }

    /** {@code 3 dog, cat}, the surest first. */
    private static String brief(List<Detection> objects) {
        Map<String, Long> counts = objects.stream()
                .collect(Collectors.groupingBy(Detection::label, LinkedHashMap::new, Collectors.counting()));
        List<String> words = new ArrayList<>();
        counts.forEach((label, count) -> words.add(count > 1 ? count + " " + label : label));
        return words.size() <= MOST_NAMED
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, MOST_NAMED)) + " ...";
    }
}
