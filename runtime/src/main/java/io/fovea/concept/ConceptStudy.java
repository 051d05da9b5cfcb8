package io.fovea.concept;

import io.fovea.FoveaException;
import io.fovea.explain.method.LayerView;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tests whether concepts that are given by pictures speak for classes: TCAV (Kim et al., "Interpretability beyond feature
 * attribution: quantitative testing with concept activation vectors", 2018).
 *
 * <pre>{@code
 * ConceptStudy study = new ConceptStudy(layer, Places.MEAN);
 * study.concept("stripes", study.look(picture, Monitor.NONE)); // and others; random pictures; images of the class
 * List<ConceptScore> scores = study.test(20, 1, Monitor.NONE);
 * }</pre>
 *
 * <p>Blocks. Not thread-safe.
 */
public final class ConceptStudy {
    /** Fewer pictures show as much of themselves as of what they share. */
    public static final int LEAST_PICTURES = 5;

    private static final int LEAST_RUNS = 2;

    private final ConceptLayer layer;
    private final Places places;
    private final Map<String, List<float[]>> concepts = new LinkedHashMap<>();
    private final List<float[]> random = new ArrayList<>();
    private final Map<Integer, List<Asked>> asked = new TreeMap<>();
    private final Map<String, List<ConceptVector>> vectors = new LinkedHashMap<>();
    private int length = -1;

    /** What the layer says of a picture. Immutable. */
    public static final class Picture {
        private final float[] features;

        private Picture(float[] features) {
            this.features = features;
        }
    }

    /** What the layer says of an image, and how a class depends on it. Immutable. */
    public static final class Subject {
        private final int classIndex;
        private final Asked asked;

        private Subject(int classIndex, Asked asked) {
            this.classIndex = classIndex;
            this.asked = asked;
        }
    }

    /** An image of a class: its features, and how the class's score moves with them. */
    private record Asked(String name, float[] features, float[] slopes) {}

    /**
     * How much an image is like a concept.
     *
     * @param image its name
     * @param likeness the cosine between the concept's direction and what the image has that random pictures do not, -1..1
     */
    public record Likeness(String image, double likeness) {}

    /** One without pictures yet, in a layer that stays open as long as they are added. */
    public ConceptStudy(ConceptLayer layer, Places places) {
        this.layer = layer;
        this.places = places;
    }

    /**
     * Looks at a picture of a concept, or of nothing in particular.
     *
     * @throws FoveaException if a value of it is no number, or the layer has another size for it than for those before
     */
    public Picture look(Image picture, Monitor monitor) {
        return new Picture(sized(places.features(layer.values(picture, monitor))));
    }

    /** Adds a picture of a concept. */
    public void concept(String name, Picture picture) {
        concepts.computeIfAbsent(name, key -> new ArrayList<>()).add(picture.features);
    }

    /** Adds a picture of nothing in particular. */
    public void random(Picture picture) {
        random.add(picture.features);
    }

    /**
     * Looks at an image that a class is asked for.
     *
     * @param wanted the class; empty for the top one
     * @throws FoveaException as {@link #look}
     */
    public Subject ask(String name, Image image, Optional<Integer> wanted, Monitor monitor) {
        LayerView view = layer.look(image, wanted, monitor);
        float[] features = sized(places.features(view.values()));
        return new Subject(view.classIndex(), new Asked(name, features, places.slopes(view.slopes())));
    }

    /** Adds an image that a class is asked for. */
    public void image(Subject subject) {
        asked.computeIfAbsent(subject.classIndex, key -> new ArrayList<>()).add(subject.asked);
    }

    private float[] sized(float[] features) {
        if (length >= 0 && features.length != length) {
            throw new FoveaException("The layer '" + layer.name() + "' has " + features.length
                    + " values for this image and " + length
                    + " for others; give images of one size, or take the mean over places.");
        }
        length = features.length;
        return features;
    }

    /** How many pictures of a concept there are. */
    public int pictures(String concept) {
        return concepts.getOrDefault(concept, List.of()).size();
    }

    /** How many random pictures there are. */
    public int randomPictures() {
        return random.size();
    }

    /** How many pictures are in each random set: as many as the largest concept has, and at most half of all. */
    public int setSize() {
        int largest = concepts.values().stream().mapToInt(List::size).max().orElse(0);
        return Math.min(largest, random.size() / 2);
    }

    /** The means of few pictures spread more than those of many, so what stands for a concept has as many as it, if there are. */
    private int pretendedSize(String concept) {
        return Math.min(pictures(concept), setSize());
    }

    /** Whether there are too few random pictures for sets that share none. */
    public boolean sharesPictures(int runs) {
        return RandomSets.share(random.size(), setSize(), runs);
    }

    /**
     * Tests every concept for every class that images were added of. Runs count as independent; where they {@linkplain
     * #sharesPictures share pictures}, every p is smaller than it should be.
     *
     * @param runs how many random sets each concept is told from, 2 at least
     * @param seed of the random sets
     * @return by concept in the order that they were added, then by class
     * @throws FoveaException if a concept has fewer than {@link #LEAST_PICTURES} pictures, or there are fewer than twice as
     *     many random ones
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<ConceptScore> test(int runs, long seed, Monitor monitor) {
        require(runs);
        List<RandomSets> sets = RandomSets.draw(random.size(), setSize(), runs, seed);
        long sizes = concepts.keySet().stream()
                .mapToInt(this::pretendedSize)
                .distinct()
                .count();
        double steps = (double) (concepts.size() + sizes) * runs;
        int done = 0;
        Map<Integer, List<ConceptVector>> pretended = new TreeMap<>();
        List<ConceptScore> scores = new ArrayList<>();
        for (Map.Entry<String, List<float[]>> concept : concepts.entrySet()) {
            int size = pretendedSize(concept.getKey());
            if (!pretended.containsKey(size)) {
                List<ConceptVector> none = new ArrayList<>();
                for (RandomSets set : sets) {
                    monitor.report(done++ / steps, "random sets");
                    none.add(ConceptVector.learn(pick(set.pretended().subList(0, size)), pick(set.others()), monitor));
                }
                pretended.put(size, none);
            }
            List<ConceptVector> learnt = new ArrayList<>();
            double accuracy = 0;
            for (RandomSets set : sets) {
                monitor.report(done++ / steps, concept.getKey());
                List<float[]> others = pick(set.others());
                learnt.add(ConceptVector.learn(concept.getValue(), others, monitor));
                accuracy += ConceptVector.accuracy(concept.getValue(), others, monitor) / runs;
            }
            vectors.put(concept.getKey(), learnt);
            for (int index : asked.keySet()) {
                scores.add(score(concept.getKey(), index, accuracy, pretended.get(size)));
            }
        }
        monitor.report(1, "tested");
        return List.copyOf(scores);
    }

    private void require(int runs) {
        if (runs < LEAST_RUNS) {
            throw new FoveaException(runs + " runs have no spread; give " + LEAST_RUNS + " at least, better 20.");
        }
        concepts.forEach((name, pictures) -> {
            if (pictures.size() < LEAST_PICTURES) {
                throw new FoveaException("The concept '" + name + "' has " + counted(pictures.size())
                        + "; a concept is learnt from several: give " + LEAST_PICTURES
                        + " at least, better 20 or more.");
            }
        });
        if (random.size() < 2 * LEAST_PICTURES) {
            throw new FoveaException("There are " + counted(random.size())
                    + " that could be read among the random ones, from which two sets are drawn for each run; give "
                    + 2 * LEAST_PICTURES + " at least, better a hundred or more.");
        }
        if (asked.isEmpty()) {
            throw new FoveaException("There is no image to ask a class for; give some of the class.");
        }
    }

    private static String counted(int pictures) {
        return pictures == 1 ? "1 picture" : pictures + " pictures";
    }

    private List<float[]> pick(List<Integer> wanted) {
        return wanted.stream().map(random::get).toList();
    }

    private ConceptScore score(String concept, int index, double accuracy, List<ConceptVector> none) {
        List<float[]> slopes = asked.get(index).stream().map(Asked::slopes).toList();
        ConceptRuns outcome = ConceptRuns.of(vectors.get(concept), slopes);
        ConceptRuns chance = ConceptRuns.of(none, slopes);
        int tests = concepts.size() * asked.size();
        double p = outcome.scoreP(chance);
        return new ConceptScore(
                concept,
                layer.label(index),
                slopes.size(),
                pictures(concept),
                accuracy,
                outcome.scores().mean(),
                outcome.scores().deviation(),
                chance.scores().mean(),
                chance.scores().deviation(),
                p,
                Math.min(1, tests * p),
                outcome.sensitivities().mean(),
                chance.sensitivities().deviation(),
                Math.min(1, tests * outcome.sensitivityP(chance)));
    }

    /**
     * The images in the order of how much they are like a concept, the likest first. Known after {@link #test}.
     *
     * @throws IllegalArgumentException if the concept was not tested
     */
    public List<Likeness> likenesses(String concept) {
        List<ConceptVector> learnt = vectors.get(concept);
        if (learnt == null) {
            throw new IllegalArgumentException("'" + concept + "' was not tested");
        }
        float[] usual = new float[length];
        for (float[] features : random) {
            for (int f = 0; f < length; f++) {
                usual[f] += features[f] / random.size();
            }
        }
        return asked.values().stream()
                .flatMap(List::stream)
                .map(image -> new Likeness(image.name, likeness(image.features, usual, learnt)))
                .distinct() // an image may be asked for several classes
                .sorted(Comparator.comparingDouble(one -> -one.likeness))
                .collect(Collectors.toUnmodifiableList());
    }

    private static double likeness(float[] features, float[] usual, List<ConceptVector> learnt) {
        float[] own = features.clone();
        double square = 0;
        for (int f = 0; f < own.length; f++) {
            own[f] -= usual[f];
            square += (double) own[f] * own[f];
        }
        double along = learnt.stream()
                .mapToDouble(vector -> vector.along(own))
                .average()
                .orElse(0);
        return square == 0 ? 0 : along / Math.sqrt(square);
    }
}
