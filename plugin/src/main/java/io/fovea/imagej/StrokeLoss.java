package io.fovea.imagej;

import java.awt.Component;

/** Asks before strokes are lost that no Undo brings back. */
final class StrokeLoss {
    private StrokeLoss() {}

    /**
     * Whether they may go. Blocks, on the event thread, which goes on with other windows meanwhile; asks nothing where there is
     * none to lose.
     *
     * @param verb what the button says that does it
     * @param what begins the sentence: {@code Removing 'cell'}
     * @param strokes how many would go
     * @param where they are, such as {@code on all images}
     */
    static boolean isWanted(Component over, String verb, String what, long strokes, String where) {
        boolean isOne = strokes == 1;
        return strokes == 0
                || QuestionDialog.isWanted(
                        over,
                        verb,
                        what + " takes its " + (isOne ? "stroke" : strokes + " strokes") + " away, " + where
                                + ". Undo does not bring " + (isOne ? "it" : "them") + " back.");
    }
}
