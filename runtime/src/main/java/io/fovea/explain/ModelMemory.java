package io.fovea.explain;

import io.fovea.anatomy.Anatomy;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was found out of a model to explain a part of an answer, and is the same whatever is asked next: how it is built, and its
 * answer to the last image. An answer is given again to an image of the same pixels alone, and goes where memory is short.
 * Thread-safe; owns no native memory.
 */
public final class ModelMemory implements AutoCloseable {
    private final Model model;
    private final Map<Boolean, Anatomy> anatomies = new HashMap<>();
    private SoftReference<Answered> last = new SoftReference<>(new Answered(Optional.empty(), ""));

    private record Answered(Optional<Image> image, Object answer) {}

    /** Of a model of which nothing was found out. */
    public ModelMemory(Model model) {
        this.model = model;
    }

    /** What it is of. */
    public Model model() {
        return model;
    }

    /** See {@link Anatomy#of}. Blocks, the first time. */
    synchronized Anatomy anatomy(boolean keepActivation) {
        return anatomies.computeIfAbsent(keepActivation, keep -> Anatomy.of(model, keep));
    }

    /**
     * The answer to an image, asked for unless it was the last one. Blocks where it is asked for.
     *
     * @param kind of the answer
     */
    <A> A answer(Class<A> kind, Image image, Supplier<A> asking) {
        Optional<A> known = known(kind, image);
        if (known.isPresent()) {
            return known.get();
        }
        A answer = asking.get();
        keep(new Answered(Optional.of(image), answer));
        return answer;
    }

    private synchronized <A> Optional<A> known(Class<A> kind, Image image) {
        return Optional.ofNullable(last.get())
                .filter(answered -> kind.isInstance(answered.answer)
                        && answered.image.filter(image::equals).isPresent())
                .map(answered -> kind.cast(answered.answer));
    }

    private synchronized void keep(Answered answered) {
        last = new SoftReference<>(answered);
    }

    /** Forgets all of it; what is asked for afterwards is found out anew. */
    @Override
    public synchronized void close() {
        last.clear();
        anatomies.clear();
    }
}
