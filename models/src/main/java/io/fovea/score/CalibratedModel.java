package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Splits;
import io.fovea.data.Target;
import io.fovea.data.Trimaps;
import io.fovea.graph.Graph;
import io.fovea.model.Card;
import io.fovea.model.CountInterval;
import io.fovea.model.KnownImages;
import io.fovea.model.Model;
import io.fovea.model.ObjectScore;
import io.fovea.model.Trust;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataParts;
import io.fovea.recipe.data.RecipeData;
import io.fovea.report.Fingerprint;
import io.fovea.session.Device;
import io.fovea.task.Classification;
import io.fovea.task.LabelMap;
import io.fovea.task.Likeness;
import io.fovea.task.Monitor;
import io.fovea.task.ObjectScores;
import io.fovea.task.PooledLayers;
import io.fovea.task.Prediction;
import io.fovea.task.Probabilities;
import io.fovea.task.Segmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How far a model can be believed, measured on images with known truth that it did not learn from: its temperature, what makes a
 * probability that an object is right, what makes an interval around a count, and which images it knows. Weights stay as they are.
 *
 * @param model the same model, whose card says it
 * @param images how many were looked at
 * @param before expected calibration error of its own probabilities on these images, 0..1
 * @param after the same of those by its temperature
 */
public record CalibratedModel(Model model, int images, double before, double after) {
    /** Fewer say too little. */
    public static final int FEWEST_IMAGES = 10;

    private static final int MOST_IMAGES = 5000;
    private static final int MOST_LOOKED_AT = 192;
    private static final int MOST_KNOWN = 64;
    private static final int PIXELS_OF_AN_IMAGE = 2000;

    /** What is kept of each takes some 80 bytes. */
    private static final int MOST_PIXELS = 2_000_000;

    /** Of fewer it cannot be said that a model is surer of too little. */
    private static final int FEWEST_WRONG = 10;

    private static final double NEAR = 0.95;
    private static final double DIGITS = 1e4;

    /** Lets the layers be compared before it is known what is far. */
    private static final double ANY_LIMIT = 1;

    /**
     * Images to measure by.
     *
     * @param measured with known truth, which the model did not learn from
     * @param learned those that it did learn from; empty where that is not known
     * @param contour width in pixels of the contour of trimaps made from instances
     * @param words which they are
     */
    public record Images(Dataset measured, Optional<Dataset> learned, int contour, String words) {}

    /** Whether anything is measured of the models of a task. */
    public static boolean isFor(Model model) {
        return ScoredJob.isOfProbabilities(model);
    }

    /**
     * The images of some data: of that which the model was trained with its share for validation, of any other all.
     *
     * @param asked {@link MeasuredPart#AUTO}, or which share
     * @throws FoveaException when the data is not as the model's recipe says, or nothing is measured of such models
     */
    public static Images images(Model model, Path data, MeasuredPart asked) {
        if (!isFor(model)) {
            throw new FoveaException("Models for " + model.card().task().word()
                    + " cannot be calibrated: only those that give classes, of images or of pixels, can.");
        }
        String yaml = model.graph().metadata().get(Recipe.KEY);
        if (yaml == null) {
            if (asked != MeasuredPart.AUTO && asked != MeasuredPart.ALL) {
                throw new FoveaException("The model '" + model.name()
                        + "' keeps no recipe that says how its data is split; give a folder that it did not learn from,"
                        + " and leave --split out.");
            }
            ForeignData foreign = ForeignData.of(model, data);
            return new Images(
                    foreign.examples(),
                    Optional.empty(),
                    foreign.recipe().data().contour(),
                    "all that there is, taken for data with " + foreign.reason());
        }
        Recipe recipe = Recipe.parse(yaml, "of model '" + model.name() + "'");
        DataParts parts = DataParts.read(recipe, data);
        MeasuredPart part = asked == MeasuredPart.AUTO ? part(model, data, parts) : asked;
        if (part == MeasuredPart.ALL) {
            return new Images(parts.whole(), Optional.empty(), recipe.data().contour(), "all that there is");
        }
        Splits splits = parts.split();
        return new Images(
                part.of(splits),
                part == MeasuredPart.TRAIN ? Optional.empty() : Optional.of(splits.train()),
                recipe.data().contour(),
                "the share '" + part.word() + "'");
    }

    private static MeasuredPart part(Model model, Path data, DataParts parts) {
        String known = model.graph().metadata().getOrDefault(RecipeData.FINGERPRINT_KEY, "");
        if (known.isEmpty()) {
            throw new FoveaException(
                    "The model '" + model.name() + "' keeps no fingerprint of the data that it was trained"
                            + " with. If that is '" + data + "', give --split validation; if not, --split all.");
        }
        return RecipeData.fingerprint(data, parts.whole())
                        .map(Fingerprint::sha256)
                        .filter(known::equals)
                        .isPresent()
                ? MeasuredPart.VALIDATION
                : MeasuredPart.ALL;
    }

    /**
     * Measures; blocks. Of more than five thousand images so many are looked at, evenly spaced.
     *
     * @throws FoveaException when fewer than {@value #FEWEST_IMAGES} images can be measured, their truths do not fit the model's task,
     *     or the device is not there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static CalibratedModel of(Model model, Images images, Device device, Skipped skipped, Monitor monitor) {
        Dataset measured = images.measured.some(MOST_IMAGES);
        requireEnough(model, measured.size());
        List<String> layers = PooledLayers.of(model);
        Model asked = asked(model, layers);
        Measured found = new Measured(
                images.contour,
                Probabilities.isEach(model.card()),
                Math.min(PIXELS_OF_AN_IMAGE, MOST_PIXELS / measured.size()));
        int looked = new HeldOut(asked, measured, "", images.contour, device, skipped)
                .measure(found, monitor)
                .images();
        requireEnough(model, looked);
        double temperature = found.temperature();
        Optional<ObjectScore> score = found.objects.score();
        Optional<CountInterval> interval = score.flatMap(found.objects::interval);
        Optional<KnownImages> known = layers.isEmpty()
                ? Optional.empty()
                : Optional.of(KnownImages.of(
                        layers,
                        images.learned
                                .map(learned -> features(asked, learned.some(MOST_LOOKED_AT), images, device, monitor))
                                .orElseGet(() -> everyOther(found.features, 0)),
                        MOST_KNOWN));
        List<float[]> others = images.learned.isPresent() ? found.features : everyOther(found.features, 1);
        double limit = known.map(all -> limit(all, others)).orElse(0.0);
        Graph graph = model.graph();
        model.card().withTrust(new Trust(temperature, score, interval, limit)).writeTo(graph);
        known.filter(all -> limit > 0).ifPresent(all -> all.writeTo(graph));
        return new CalibratedModel(
                Model.of(graph),
                looked,
                found.temperatures.reliability(1).error(),
                found.temperatures.reliability(temperature).error());
    }

    private static void requireEnough(Model model, int images) {
        if (images < FEWEST_IMAGES) {
            throw new FoveaException("There are " + images + " images to calibrate '" + model.name() + "' on; at least "
                    + FEWEST_IMAGES + " are needed, better a hundred.");
        }
    }

    /** The model as it is without trust, but for the layers that are to be compared. */
    private static Model asked(Model model, List<String> layers) {
        Graph graph = model.graph();
        double limit = layers.isEmpty() ? 0 : ANY_LIMIT;
        Card card = model.card().withTrust(new Trust(1, Optional.empty(), Optional.empty(), limit));
        card.writeTo(graph);
        if (!layers.isEmpty()) {
            KnownImages.none(layers).writeTo(graph);
        }
        return Model.of(graph);
    }

    private static List<float[]> features(Model asked, Dataset learned, Images images, Device device, Monitor monitor) {
        List<float[]> features = new ArrayList<>();
        new HeldOut(asked, learned, "", images.contour, device, new Skipped())
                .measure(
                        (index, example, answer) ->
                                features.add(likeness(answer).features()),
                        monitor);
        return features;
    }

    private static Likeness likeness(Prediction answer) {
        return answer instanceof Classification classified ? classified.likeness() : ((Segmentation) answer).likeness();
    }

    /** So far that 19 of 20 images are nearer. */
    private static double limit(KnownImages known, List<float[]> features) {
        double[] distances =
                features.stream().mapToDouble(known::distance).sorted().toArray();
        int rank = (int) Math.ceil(NEAR * (distances.length + 1));
        double limit = distances[Math.min(distances.length, rank) - 1];
        return Math.ceil(limit * DIGITS) / DIGITS;
    }

    private static List<float[]> everyOther(List<float[]> all, int from) {
        return IntStream.range(0, all.size())
                .filter(i -> i % 2 == from)
                .mapToObj(all::get)
                .toList();
    }

    /** What was measured, in sentences. */
    public String words() {
        Trust trust = model.card().trust();
        StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "Measured on %,d images. ", images));
        words.append(
                trust.hasTemperature()
                        ? String.format(
                                Locale.ROOT,
                                "The temperature is %.3f: the expected calibration error there goes from %.4f to %.4f.",
                                trust.temperature(),
                                before,
                                after)
                        : String.format(
                                Locale.ROOT,
                                "No temperature makes its probabilities better; their expected calibration error there is %.4f.",
                                before));
        trust.objects()
                .ifPresent(score ->
                        words.append(" The score of an object is the probability that it is right at IoU 0.5."));
        trust.counts()
                .ifPresent(interval -> words.append(" Counts have an interval in which nine of ten true numbers lie."));
        if (trust.limit() > 0) {
            words.append(String.format(
                    Locale.ROOT,
                    " An image farther than %.3f from the nearest known one is unlike them; 19 of 20 of these are"
                            + " nearer.",
                    trust.limit()));
        }
        return words.toString();
    }

    /** What the answers to some images show. */
    private static final class Measured implements AnswerListener {
        private final int contour;
        private final boolean each;
        private final int pixels;
        private final Random random = new Random(1);
        private final TemperatureFit temperatures = new TemperatureFit();
        private final TemperatureFit even = new TemperatureFit();
        private final TemperatureFit odd = new TemperatureFit();
        private final ObjectScoreFit objects = new ObjectScoreFit();
        private final List<float[]> features = new ArrayList<>();

        /** With so many pixels of an image, and whether every class is answered {@code each} by itself. */
        Measured(int contour, boolean each, int pixels) {
            this.pixels = pixels;
            this.contour = contour;
            this.each = each;
        }

        @Override
        public void answered(int index, Example example, Prediction answer) {
            features.add(likeness(answer).features());
            if (answer instanceof Classification classified) {
                add(index, example.target(), classified);
            } else {
                add(index, example.target(), (Segmentation) answer);
            }
        }

        private void add(int index, double[] probabilities, int truth) {
            if (!each) {
                addOne(index, probabilities, truth);
                return;
            }
            for (int c = 0; c < probabilities.length; c++) {
                addAlone(index, probabilities[c], c == truth);
            }
        }

        private void addAlone(int index, double probability, boolean isTrue) {
            addOne(index, new double[] {1 - probability, probability}, isTrue ? 1 : 0);
        }

        private void addOne(int index, double[] probabilities, int truth) {
            temperatures.add(probabilities, truth);
            (index % 2 == 0 ? even : odd).add(probabilities, truth);
        }

        /**
         * Of all images; 1 unless those of either half make the truths of the other half more probable, together, than none does, and
         * that of all leaves no larger calibration error; nor below 1 where hardly an answer is wrong, as that would make certain what
         * was merely never seen to fail.
         */
        double temperature() {
            boolean helps = even.answers() > 0
                    && odd.answers() > 0
                    && odd.answers() * odd.loss(even.temperature()) + even.answers() * even.loss(odd.temperature())
                            < temperatures.answers() * temperatures.loss(1);
            double all = helps ? temperatures.temperature() : 1;
            if (all < 1 && temperatures.wrong() < FEWEST_WRONG) {
                return 1;
            }
            return temperatures.reliability(all).error()
                            <= temperatures.reliability(1).error()
                    ? all
                    : 1;
        }

        private void add(int index, Target target, Classification answer) {
            double[] probabilities = new double[answer.scores().size()];
            answer.scores().forEach(score -> probabilities[score.index()] = score.probability());
            if (target instanceof Target.ClassIndex truth) {
                add(index, probabilities, truth.index());
            } else if (target instanceof Target.Labels truth) {
                for (int c = 0; c < probabilities.length; c++) {
                    addAlone(index, probabilities[c], truth.present()[c]);
                }
            }
        }

        private void add(int index, Target target, Segmentation answer) {
            if (answer.hasTrimap() || !answer.hasInstances()) {
                addPixels(index, Trimaps.classMap(target, contour).classes(), answer);
            }
            if (target instanceof Target.Instances truth && answer.hasInstances()) {
                LabelMap map = answer.instances(Segmentation.DEFAULT_MIN_SIZE);
                double[] sure = ObjectScores.certainties(answer, map);
                Set<Integer> right = InstanceMatching.right(truth.labels(), map.labels(), 0.5);
                int count = map.count();
                double[] certainties = new double[count];
                double[] areas = new double[count];
                boolean[] isRight = new boolean[count];
                for (int i = 0; i < count; i++) {
                    certainties[i] = sure[i + 1];
                    areas[i] = answer.scale() * answer.scale() * map.area(i + 1);
                    isRight[i] = right.contains(i + 1);
                }
                objects.add(
                        new ObjectScoreFit.Found(InstanceMatching.truths(truth.labels()), certainties, areas, isRight));
            }
        }

        private void addPixels(int index, byte[] truth, Segmentation answer) {
            List<float[]> planes = IntStream.range(0, answer.labels().size())
                    .mapToObj(answer::probability)
                    .toList();
            for (int n = 0; n < pixels; n++) {
                int pixel = random.nextInt(truth.length);
                if (truth[pixel] != Target.ClassMap.IGNORED) {
                    add(
                            index,
                            planes.stream().mapToDouble(plane -> plane[pixel]).toArray(),
                            truth[pixel] & 0xff);
                }
            }
        }
    }
}
