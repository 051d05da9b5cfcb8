package io.fovea.cli;

import io.fovea.batch.Machines;
import java.util.Optional;
import java.util.function.Supplier;

/** Machines that are had when they are asked for first, and given back at the end. For one thread. */
final class LentMachines implements AutoCloseable {
    private final Supplier<Machines> park;
    private Optional<Machines> machines = Optional.empty();

    LentMachines(Supplier<Machines> park) {
        this.park = park;
    }

    /** The machines. Blocks the first time. */
    Machines get() {
        if (machines.isEmpty()) {
            machines = Optional.of(park.get());
        }
        return machines.get();
    }

    @Override
    public void close() {
        machines.ifPresent(Machines::close);
    }
}
