package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.Scored;
import java.util.function.Function;

/**
 * How what a model answers for pixels is asked for and read.
 *
 * @param scale of the answer
 * @param outputs that answer
 * @param answers gathers them, for a card
 * @param allowsScales whether what is answered for an image at several scales can be put together
 */
record PixelHead(
        Passage.Scale scale, Passage.Outputs outputs, Function<Card, PixelAnswers> answers, boolean allowsScales) {
    private static final PixelHead CLASSES =
            new PixelHead(Passage.Scale.SAME, Passage.Outputs.ONE, TileStitcher::new, true);

    /** Whether all that is known of a pixel is how probable each class is there. */
    boolean isOfClasses() {
        return this == CLASSES;
    }

    /**
     * That of a card.
     *
     * @throws FoveaException if the model tells objects apart, and its card does not say how
     */
    static PixelHead of(Card card) {
        ObjectOutputs outputs = new ObjectOutputs(card);
        return switch (card.head()) {
            case STARDIST -> new PixelHead(Passage.Scale.COARSER, outputs::stars, StarAnswers::new, false);
            case CELLPOSE -> new PixelHead(Passage.Scale.COARSER, outputs::flows, FlowAnswers::new, true);
            default -> {
                if (Jobs.SEGMENT.tasks().contains(card.task()) && card.task().scored() == Scored.NOTHING) {
                    throw new FoveaException("How the outputs of '" + card.name()
                            + "' tell objects apart is not known; say which head it has with the key 'head' of its card:"
                            + " stardist or cellpose.");
                }
                yield CLASSES;
            }
        };
    }
}
