package io.fovea.data;

import io.fovea.image.Image;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps examples in memory once they are read, until a limit is reached; the others are read again each time. What is
 * kept stays: an epoch asks for everything once, and throwing out the oldest would keep just what is not needed next.
 */
final class Cache implements Dataset {

    private final Dataset examples;
    private final AtomicReferenceArray<Example> kept;
    private final AtomicLong free;

    /** A cache of at most {@code limit} bytes of pixels and labels. */
    Cache(Dataset examples, long limit) {
        this.examples = examples;
        this.kept = new AtomicReferenceArray<>(examples.size());
        this.free = new AtomicLong(limit);
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public List<Path> files() {
        return examples.files();
    }

    @Override
    public Example get(int index) {
        Example known = kept.get(index);
        if (known != null) {
            return known;
        }
        Example example = examples.get(index);
        long bytes = bytes(example);
        if (free.addAndGet(-bytes) < 0 || !kept.compareAndSet(index, null, example)) {
            free.addAndGet(bytes);
        }
        return example;
    }

    private static long bytes(Example example) {
        Image image = example.image();
        long perValue =
                switch (image.depth()) {
                    case UINT8 -> 1;
                    case UINT16 -> 2;
                    case FLOAT32 -> 4;
                };
        long pixels = (long) image.width() * image.height();
        return pixels * image.channels() * perValue + bytes(example.target());
    }

    private static long bytes(Target target) {
        if (target instanceof Target.Instances instances) {
            return 2L * instances.labels().length;
        }
        return target instanceof Target.ClassMap map ? map.classes().length : 0;
    }
}
