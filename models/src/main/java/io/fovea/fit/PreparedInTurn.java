package io.fovea.fit;

import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;

/** Two things that are done around a step, one after the other. */
record PreparedInTurn(KerasOptimizer.Preparation first, KerasOptimizer.Preparation second)
        implements KerasOptimizer.Preparation {

    @Override
    public void beforeStep() {
        first.beforeStep();
        second.beforeStep();
    }

    @Override
    public void afterStep() {
        first.afterStep();
        second.afterStep();
    }

    @Override
    public void save(OutputArchive archive) {
        first.save(archive);
        second.save(archive);
    }

    @Override
    public void load(InputArchive archive) {
        first.load(archive);
        second.load(archive);
    }
}
