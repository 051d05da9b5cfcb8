import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.fovea.cli.benchmark.Turns;
import java.util.List;

/**
 * A training loop on DJL, the way its tutorials have it: one batch, in memory, over and over. Run as a source file by
 * './fovea benchmark training', with DJL and Turns on the class path.
 */
public class DjlLoop {

    public static void main(String[] args) {
        String network = args[0];
        int side = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int classes = Integer.parseInt(args[3]);
        Turns turns = new Turns(batch, Integer.parseInt(args[4]));
        System.setProperty("ai.djl.pytorch.num_threads", "" + Runtime.getRuntime().availableProcessors());
        Engine engine = Engine.getEngine("PyTorch");
        engine.setRandomSeed(1);
        try (Model model = Model.newInstance(network, Device.cpu(), "PyTorch")) {
            model.setBlock(network.equals("mini-xception") ? miniXception(classes) : catsDogs(classes));
            Optimizer adam = Optimizer.adam()
                    .optLearningRateTracker(Tracker.fixed(1e-3f))
                    .optEpsilon(1e-7f)
                    .build();
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optOptimizer(adam)
                    .optDevices(new Device[] {Device.cpu()});
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(batch, 3, side, side));
                NDManager manager = trainer.getManager();
                NDArray images = manager.randomUniform(0, 255, new Shape(batch, 3, side, side));
                NDArray targets = manager.arange(batch).mod(classes).toType(DataType.FLOAT32, false);
                while (turns.goesOn()) {
                    step(trainer, images, targets);
                }
            }
        }
        System.exit(0);
    }

    private static void step(Trainer trainer, NDArray images, NDArray targets) {
        try (NDManager scope = trainer.getManager().newSubManager()) {
            // What comes of arrays belongs to their manager, so these are made the scope's.
            NDArray x = images.duplicate();
            NDArray y = targets.duplicate();
            x.attach(scope);
            y.attach(scope);
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDList scores = trainer.forward(new NDList(x), new NDList(y));
                NDArray loss = trainer.getLoss().evaluate(new NDList(y), scores);
                gradients.backward(loss);
                loss.getFloat();
            }
            trainer.step();
        }
    }

    private static Block catsDogs(int classes) {
        SequentialBlock network = new SequentialBlock().add(rescaling());
        for (int filters : new int[] {32, 64, 128, 256}) {
            network.add(conv(filters, 3, 1, 0, true)).add(Activation::relu);
            network.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
        }
        network.add(conv(256, 3, 1, 0, true)).add(Activation::relu);
        return network.add(Blocks.batchFlattenBlock())
                .add(Dropout.builder().optRate(0.5f).build())
                .add(Linear.builder().setUnits(classes).build());
    }

    private static Block miniXception(int classes) {
        SequentialBlock network = new SequentialBlock().add(rescaling()).add(conv(32, 5, 1, 0, false));
        int channels = 32;
        for (int filters : new int[] {32, 64, 128, 256, 512}) {
            SequentialBlock body = new SequentialBlock();
            separable(body, channels, filters);
            separable(body, filters, filters);
            body.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
            network.add(new ParallelBlock(
                    branches -> new NDList(branches.get(0)
                            .singletonOrThrow()
                            .add(branches.get(1).singletonOrThrow())),
                    List.of(body, conv(filters, 1, 2, 0, false))));
            channels = filters;
        }
        return network.add(Pool.globalAvgPool2dBlock())
                .add(Dropout.builder().optRate(0.5f).build())
                .add(Linear.builder().setUnits(classes).build());
    }

    private static void separable(SequentialBlock body, int in, int out) {
        body.add(BatchNorm.builder().optMomentum(0.99f).optEpsilon(1e-3f).build());
        body.add(Activation::relu);
        body.add(Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .setFilters(in)
                .optPadding(new Shape(1, 1))
                .optGroups(in)
                .optBias(false)
                .build());
        body.add(conv(out, 1, 1, 0, false));
    }

    private static Block conv(int filters, int side, int stride, int pad, boolean bias) {
        return Conv2d.builder()
                .setKernelShape(new Shape(side, side))
                .setFilters(filters)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(pad, pad))
                .optBias(bias)
                .build();
    }

    private static Block rescaling() {
        return LambdaBlock.singleton(x -> x.div(255));
    }
}
