package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.Lut;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.detect.KeyPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds objects: per image {@code <stem>-overlay.png} with boxes and names, and {@code <stem>-rois.zip}; {@code detect.csv}
 * with a row for each object; and {@code coco.json} about all images. Of networks that say which pixels an object has also
 * {@code <stem>-labels.png}, numbered as the rows are.
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

    /** Of networks that say which pixels an object has: how many, and how probable they are in the mean. */
    private static final List<String> OF_MASKS = List.of("area", "mask_probability");

    private static final int MOST_NAMED = 4;

    /** A probability, and what it may be rounded by. */
    private static final double MOST_PROBABLE = 1.001;

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
        return List.of(SCORE, OVERLAP, Views.OPTION);
    }

    @Override
    public List<String> remarks(List<FolderFile.Entry> images, ScaleNote.Place place) {
        int column = COLUMNS.indexOf("score");
        double most = images.stream()
                .flatMap(image -> image.findings().rows().stream())
                .mapToDouble(row -> ((Number) row.get(column)).doubleValue())
                .max()
                .orElse(0);
        return most <= MOST_PROBABLE
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "Warning: There are scores of up to %.4g, and none can be more than 1: the model's answer is read in"
                                + " a way that it is not meant, so that boxes and classes may be wrong as well. Say which"
                                + " head it has with the key 'head' of its card.",
                        most));
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
    public Set<String> wholeNumbers(Card card) {
        return Set.of("class", "area");
    }

    @Override
    public Set<String> numbers(Card card) {
        return Set.of("score", "x", "y", "width", "height", "mask_probability");
    }

    @Override
    public Optional<FolderFile> folderFile(Card card, JobSettings settings) {
        return Optional.of(CocoFile.ofBoxes(card));
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
        double score = settings.number(SCORE);
        double overlap = settings.number(OVERLAP);
        List<Detection> objects = result.found(score, overlap);
        Optional<LabelMap> masks = result.hasMasks() ? Optional.of(result.instances(score, overlap)) : Optional.empty();
        Findings findings = new Findings(
                columns(result),
                IntStream.range(0, objects.size())
                        .mapToObj(i -> row(objects.get(i), i + 1, masks, result))
                        .toList(),
                List.of("objects", "found", "seconds"),
                List.of(objects.size(), brief(objects), String.format(Locale.ROOT, "%.2f", result.seconds())));
        Findings found =
                masks.map(labels -> findings.withMasks(masks(objects, labels))).orElse(findings);
        Map<String, Image> pictures = new LinkedHashMap<>();
        masks.ifPresent(labels -> pictures.put("-labels.png", labels.toImage()));
        Image shown = masks.map(labels -> labels.overlay(image)).orElse(image);
        pictures.put("-overlay.png", Detections.overlay(shown, objects));
        return new Outcome(
                found, pictures, Map.of(ObjectFiles.ROIS, rois(objects, masks, around.place())), Details.NONE);
    }

    /** The pixels of all objects, in their order. */
    private static List<FoundMask> masks(List<Detection> objects, LabelMap labels) {
        return IntStream.range(0, objects.size())
                .mapToObj(i -> {
                    Detection object = objects.get(i);
                    double[] box = {object.x(), object.y(), object.width(), object.height()};
                    return FoundMask.of(labels, i + 1, object.index(), object.label(), object.score(), box);
                })
                .toList();
    }

    /** Outlines where there are masks, else boxes; and the points of each object that are seen. */
    private static RoiZip rois(List<Detection> objects, Optional<LabelMap> masks, Surroundings.StackPlace place) {
        RoiZip zip = new RoiZip();
        for (int i = 0; i < objects.size(); i++) {
            Detection object = objects.get(i);
            int number = i + 1;
            String what = String.format(Locale.ROOT, "%s %.2f", object.label(), object.score());
            String name = place.named(what);
            RoiFile file = new RoiFile(name, Lut.color(object.index() + 1), place);
            zip.add(
                    name,
                    masks.filter(labels -> isSeen(number, labels))
                            .map(labels -> file.outline(ObjectRings.of(labels, number), labels.bounds(number)))
                            .orElseGet(() -> file.rectangle(object.x(), object.y(), object.width(), object.height())));
            List<KeyPoint> points =
                    object.points().stream().filter(KeyPoint::isSeen).toList();
            if (!points.isEmpty()) {
                zip.add(name, file.points(points));
            }
        }
        return zip;
    }

    private static boolean isSeen(int number, LabelMap labels) {
        return number <= labels.count() && labels.area(number) > 0;
    }

    private static List<String> columns(Detections result) {
        List<String> columns = new ArrayList<>(COLUMNS);
        if (result.hasMasks()) {
            columns.addAll(OF_MASKS);
        }
        result.points().ifPresent(shape -> {
            for (int i = 1; i <= shape.count(); i++) {
                columns.add("x" + i);
                columns.add("y" + i);
                if (shape.hasVisibility()) {
                    columns.add("visibility" + i);
                }
            }
        });
        return columns;
    }

    private static List<Object> row(Detection object, int number, Optional<LabelMap> masks, Detections result) {
        List<Object> row = new ArrayList<>(List.of(
                object.label(),
                object.score(),
                object.x(),
                object.y(),
                object.width(),
                object.height(),
                object.index()));
        masks.ifPresent(labels -> {
            boolean isSeen = isSeen(number, labels);
            row.add(isSeen ? labels.area(number) : 0);
            row.add(isSeen ? (Object) labels.meanProbability(number) : "");
        });
        result.points().ifPresent(shape -> {
            for (int i = 0; i < shape.count(); i++) {
                boolean isThere = i < object.points().size();
                row.add(isThere ? (Object) object.points().get(i).x() : "");
                row.add(isThere ? (Object) object.points().get(i).y() : "");
                if (shape.hasVisibility()) {
                    row.add(isThere ? (Object) object.points().get(i).visibility() : "");
                }
            }
        });
        return row;
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
