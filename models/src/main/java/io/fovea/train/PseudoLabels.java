package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.ImageFiles;
import io.fovea.data.ImageReader;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.fit.TrainingMonitor;
import io.fovea.image.Image;
import io.fovea.model.Scored;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.UnlabelledSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a teacher says of images that nobody labelled, where it is sure (pseudo-labels; Lee, 2013). An image joins with the most
 * probable of the labels that exclude each other, or with every label where it is sure of each; of pixels those join of
 * which it is sure, and the others teach nothing.
 */
final class PseudoLabels {
    private final Recipe recipe;
    private final UnlabelledSpec spec;
    private final long[] shown;

    private PseudoLabels(Recipe recipe, UnlabelledSpec spec) {
        this.recipe = recipe;
        this.spec = spec;
        this.shown = new long[recipe.labels().size()];
    }

    private record Sure(Path file, Supplier<Target> target) {}

    /**
     * Asks a teacher about every image; blocks.
     *
     * @param files of images
     * @return those that it is sure of, read when they are asked for
     * @throws FoveaException when it is sure of none
     * @throws CancellationException when the monitor cancels
     */
    static Dataset of(
            Recipe recipe, UnlabelledSpec spec, List<Path> files, ModelTeacher teacher, TrainingMonitor monitor) {
        PseudoLabels labels = new PseudoLabels(recipe, spec);
        ImageReader reader = ImageReader.of(recipe.input().toInput());
        Skipped skipped = new Skipped(monitor::skipped);
        List<Sure> sure = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (monitor.isCancelled()) {
                throw new CancellationException("The training was cancelled while a teacher labelled images for it.");
            }
            Path file = files.get(i);
            labels.answer(reader, file, teacher, skipped).ifPresent(target -> sure.add(new Sure(file, target)));
            monitor.labelled(i + 1, files.size());
        }
        if (sure.isEmpty()) {
            throw new FoveaException("Of the " + files.size() + " images in '" + spec.images()
                    + "' the teacher is as sure as " + spec.confidence()
                    + " of none; ask for less 'confidence', or leave 'unlabelled' out.");
        }
        monitor.noted(labels.sentence(sure.size(), files.size()));
        return Dataset.of(sure.size(), sure.stream().map(Sure::file).toList(), i -> {
            Sure one = sure.get(i);
            return new Example(
                    ImageFiles.name(one.file()),
                    reader.read(one.file()),
                    one.target().get(),
                    spec.weight());
        });
    }

    /** What it is sure of in an image; a damaged one, or one that is too large or has other channels, is left out. */
    private Optional<Supplier<Target>> answer(ImageReader reader, Path file, ModelTeacher teacher, Skipped skipped) {
        try {
            Image image = reader.read(file);
            return target(image, teacher.answer(image));
        } catch (FoveaException e) {
            String sentence = e.getMessage();
            skipped.leaveOut(sentence.contains(file.toString()) ? sentence : "'" + file + "': " + sentence);
            return Optional.empty();
        }
    }

    private Optional<Supplier<Target>> target(Image image, float[][] answer) {
        if (recipe.task().scored() == Scored.PIXELS) {
            return map(image, answer).map(PackedMap::of).map(packed -> packed::unpacked);
        }
        Optional<Target> target = recipe.isMultiLabel() ? labels(answer) : label(answer);
        return target.map(known -> () -> known);
    }

    private Optional<Target> label(float[][] answer) {
        int best = best(answer, 0);
        if (answer[best][0] < spec.confidence()) {
            return Optional.empty();
        }
        shown[best]++;
        return Optional.of(new Target.ClassIndex(best));
    }

    private Optional<Target> labels(float[][] answer) {
        boolean[] present = new boolean[answer.length];
        for (int i = 0; i < answer.length; i++) {
            present[i] = answer[i][0] >= spec.confidence();
            if (!present[i] && answer[i][0] > 1 - spec.confidence()) {
                return Optional.empty();
            }
        }
        IntStream.range(0, present.length).filter(i -> present[i]).forEach(i -> shown[i]++);
        return Optional.of(new Target.Labels(present));
    }

    private Optional<Target.ClassMap> map(Image image, float[][] answer) {
        byte[] classes = new byte[answer[0].length];
        long known = 0;
        for (int i = 0; i < classes.length; i++) {
            int best = best(answer, i);
            boolean isSure = answer[best][i] >= spec.confidence();
            classes[i] = isSure ? (byte) best : Target.ClassMap.IGNORED;
            shown[best] += isSure ? 1 : 0;
            known += isSure ? 1 : 0;
        }
        return known == 0 ? Optional.empty() : Optional.of(new Target.ClassMap(image.width(), image.height(), classes));
    }

    private static int best(float[][] answer, int pixel) {
        int best = 0;
        for (int label = 1; label < answer.length; label++) {
            best = answer[label][pixel] > answer[best][pixel] ? label : best;
        }
        return best;
    }

    /** For example {@code Of 1199 images without labels, 1003 join, of which the teacher is sure (0.9): cat 500, dog 503.} */
    private String sentence(int joined, int all) {
        boolean perPixel = recipe.task().scored() == Scored.PIXELS;
        double pixels = Math.max(1, LongStream.of(shown).sum());
        String counts = IntStream.range(0, shown.length)
                .mapToObj(i -> recipe.labels().get(i) + " "
                        + (perPixel ? String.format(Locale.ROOT, "%.1f%%", 100 * shown[i] / pixels) : shown[i]))
                .collect(Collectors.joining(", "));
        String weight =
                spec.weight() == 1 ? "" : " Each counts " + spec.weight() + " times as much as one with labels.";
        return "Of " + all + " images without labels " + joined + " join, of which the teacher is sure ("
                + spec.confidence() + "): " + counts + (perPixel ? " of the pixels that it is sure of" : "") + "."
                + weight;
    }
}
