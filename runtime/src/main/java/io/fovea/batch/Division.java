package io.fovea.batch;

import io.fovea.task.LargeImage;
import io.fovea.task.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts large images into as many parts as there are shares, where there are fewer images than shares: some machines would have
 * nothing to do otherwise. The parts take the place of their file among the inputs, so that every share has one of each.
 */
final class Division {
    private static final Logger LOG = LoggerFactory.getLogger(Division.class);

    /** The end of the names of parts' results, in front of a suffix. */
    private static final String PART = "-part";

    private Division() {}

    /**
     * The files, large ones in parts. Opens files where there are few of them. Blocks on the disk.
     *
     * @param divides whether an image can be divided
     */
    static Inputs of(Inputs inputs, Shard shard, BiPredicate<LargeImage, Surroundings> divides) {
        if (inputs.sources().size() >= shard.count()) {
            return inputs;
        }
        List<Source> sources = new ArrayList<>();
        for (Source source : inputs.sources()) {
            if (isDivided(source, inputs, divides)) {
                IntStream.rangeClosed(1, shard.count())
                        .mapToObj(i -> source.part(new Shard(i, shard.count())))
                        .forEach(sources::add);
            } else {
                sources.add(source);
            }
        }
        return new Inputs(sources, inputs.failures(), inputs.earlier(), inputs.pages());
    }

    /** Whether all images in a file are large, and can be divided. */
    private static boolean isDivided(Source source, Inputs inputs, BiPredicate<LargeImage, Surroundings> divides) {
        try (OpenFile file = OpenFile.open(source, InputState.ABSENT, inputs.pages(), new Stems(List.of(source)))) {
            for (int page = 0; page < file.size(); page++) {
                Optional<PageRun.Page> large = file.large(page);
                if (large.isEmpty()
                        || !divides.test(
                                large.get().pixels().large().orElseThrow(),
                                large.get().around())) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.debug("{} is not divided", source.file(), e);
            return false; // who does it says why it cannot be done
        }
    }

    /** What the names of a part's results begin with. */
    static String stem(String whole, Shard part) {
        return whole + PART + part.suffix();
    }

    /**
     * What the names of a whole image's results begin with.
     *
     * @param name of a part's result
     * @param suffix that it ends with
     */
    static String wholeStem(String name, Shard part, String suffix) {
        return name.substring(0, name.length() - (PART + part.suffix() + suffix).length());
    }
}
