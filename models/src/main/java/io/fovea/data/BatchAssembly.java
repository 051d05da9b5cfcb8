package io.fovea.data;

import java.util.List;

/** Puts a batch together. Thread-safe. */
@FunctionalInterface
public interface BatchAssembly {

    /**
     * The batch of these examples, of which those that cannot be read are left out; it may be empty.
     *
     * @param indices of the examples
     * @param epoch whose variations they get; 0 for none
     */
    Batch assemble(List<Integer> indices, int epoch);
}
