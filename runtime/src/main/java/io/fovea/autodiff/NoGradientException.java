package io.fovea.autodiff;

import io.fovea.FoveaException;

/** A gradient that cannot be made, with the operator in the way. */
public class NoGradientException extends FoveaException {

    private static final long serialVersionUID = 1L;

    private final String operator;
    private final String blocked;
    private final String nearest;

    NoGradientException(String sentence, String operator, String blocked, String nearest) {
        super(sentence);
        this.operator = operator;
        this.blocked = blocked;
        this.nearest = nearest;
    }

    /** The same in another sentence, for users to whom the target bears another name. */
    public NoGradientException saying(String sentence) {
        NoGradientException other = new NoGradientException(sentence, operator, blocked, nearest);
        other.initCause(this);
        return other;
    }

    /** The operator in the way, such as {@code LSTM}; empty where there is none. */
    public String operator() {
        return operator;
    }

    /** The value whose gradient was asked for. */
    public String blocked() {
        return blocked;
    }

    /** The value closest to the blocked one that can be differentiated with respect to; empty where there is none. */
    public String nearest() {
        return nearest;
    }
}
