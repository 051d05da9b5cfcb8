package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.batch.FileImages;
import io.fovea.batch.Inputs;
import io.fovea.batch.Source;
import io.fovea.image.Image;
import io.fovea.image.IndexImage;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Images with masks: a folder with {@code images} in it and one other subfolder with masks of the same names. Every class
 * but background counts as foreground.
 *
 * @param there how many there are, of which the questions are some
 * @param meaning what the masks' numbers stand for
 * @param failures with masks that cannot be read, and images that have several
 */
record MaskExam(List<Question> questions, int there, MaskMeaning meaning, List<Failure> failures) implements Exam {
    private static final String IMAGES = "images";
    private static final int FIRST = 12;

    /** How many tell most preparations apart; they take longer than to classify. */
    static final int ENOUGH = 60;

    record Question(Path image, Path mask) {}

    static MaskExam in(Path folder, int most) {
        Inputs allMasks = Inputs.find(List.of(masksOf(folder).toString()));
        Map<String, List<Path>> masks = allMasks.sources().stream()
                .collect(Collectors.groupingBy(Source::stem, Collectors.mapping(Source::file, Collectors.toList())));
        Inputs images = Inputs.find(List.of(folder.resolve(IMAGES).toString()));
        List<Failure> failures = new ArrayList<>(images.failures());
        failures.addAll(allMasks.failures());
        List<Question> questions = new ArrayList<>();
        boolean none = true;
        for (Source image : images.sources()) {
            List<Path> own = masks.getOrDefault(image.stem(), List.of());
            none &= own.isEmpty();
            if (own.size() == 1) {
                questions.add(new Question(image.file(), own.get(0)));
            } else if (own.size() > 1) {
                failures.add(new Failure(
                        image.file(),
                        "There are several masks for '" + image.file() + "': "
                                + own.stream().map(Path::toString).collect(Collectors.joining(" and "))
                                + "; leave one."));
            }
        }
        if (none) {
            throw new FoveaException("No image in '" + folder.resolve(IMAGES) + "' has a mask of the same name in '"
                    + masksOf(folder) + "'.");
        }
        List<Question> readable = new ArrayList<>();
        TreeSet<Integer> numbers = new TreeSet<>();
        for (Question question : Exam.mixed(questions, most)) {
            try {
                for (int number : IndexImage.read(question.mask).values()) {
                    numbers.add(number);
                }
                readable.add(question);
            } catch (FoveaException e) {
                failures.add(new Failure(question.mask, e.getMessage()));
            }
        }
        return new MaskExam(readable, questions.size(), MaskMeaning.of(numbers), failures);
    }

    private static Path masksOf(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> folders = entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            List<Path> others =
                    folders.stream().filter(entry -> !entry.endsWith(IMAGES)).toList();
            if (others.size() == 1 && folders.size() == 2) {
                return others.get(0);
            }
        } catch (IOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
        throw new FoveaException("To try a model that segments, '" + folder + "' must hold a folder '" + IMAGES
                + "' and one other, with masks of the same names.");
    }

    @Override
    public int count() {
        return questions.size();
    }

    @Override
    public Path file(int image) {
        return questions.get(image).image;
    }

    @Override
    public String measures() {
        return "foreground IoU";
    }

    @Override
    public int first() {
        return FIRST;
    }

    @Override
    public Sitting open(Model model, Device device) {
        Segmenter segmenter = Segmenter.open(model, device);
        return new Sitting() {
            @Override
            public Mark answer(int image, Cancellation cancel) {
                return mark(questions.get(image), segmenter, cancel);
            }

            @Override
            public void close() {
                segmenter.close();
            }
        };
    }

    private Mark mark(Question question, Segmenter segmenter, Cancellation cancel) {
        Card card = segmenter.card();
        Image image = FileImages.first(question.image, card.input());
        IndexImage mask = IndexImage.read(question.mask);
        if (mask.width() != image.width() || mask.height() != image.height()) {
            throw new FoveaException(
                    "The mask '" + question.mask + "' is of another size than '" + question.image + "'.");
        }
        Segmentation found = segmenter.segment(image, Monitor.of((fraction, text) -> {}, cancel));
        return mark(found, background(card, found), mask.values());
    }

    private Mark mark(Segmentation found, int background, int[] mask) {
        byte[] classes = found.classes();
        float[] probability = found.probability(background);
        int both = 0;
        int either = 0;
        int counted = 0;
        double right = 0;
        double likely = 0;
        for (int p = 0; p < classes.length; p++) {
            if (!meaning.isIgnored(mask[p])) {
                boolean truth = meaning.isForeground(mask[p]);
                boolean said = (classes[p] & 0xff) != background;
                both += truth && said ? 1 : 0;
                either += truth || said ? 1 : 0;
                double ofTruth = truth ? 1 - probability[p] : probability[p];
                right += ofTruth;
                likely += Mark.logLikelihood(ofTruth);
                counted++;
            }
        }
        return new Mark(
                either == 0 ? 1 : (double) both / either,
                counted == 0 ? 1 : right / counted,
                counted == 0 ? 0 : likely / counted);
    }

    /** The class called so, or the first; of a trimap the second. */
    private static int background(Card card, Segmentation found) {
        for (int c = 0; c < found.labels().size(); c++) {
            if (found.labels().get(c).strip().equalsIgnoreCase("background")) {
                return c;
            }
        }
        return card.task().foreground().isPresent() ? 1 : 0;
    }
}
