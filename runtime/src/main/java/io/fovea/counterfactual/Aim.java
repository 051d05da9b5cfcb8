package io.fovea.counterfactual;

import io.fovea.explain.method.ClassMargin.Standing;
import java.util.OptionalInt;

/**
 * What an answer is to be turned to.
 *
 * @param wanted the class to be answered; empty for any other
 * @param answered the class that is
 */
record Aim(OptionalInt wanted, int answered) {

    /** Whether an answer is turned. */
    boolean isMet(Standing standing) {
        return wanted.isPresent() ? standing.top() == wanted.getAsInt() : standing.top() != answered;
    }
}
