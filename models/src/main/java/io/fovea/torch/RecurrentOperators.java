package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.stack;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Recurrent layers. */
final class RecurrentOperators {

    static final Map<String, TorchOperator> TABLE = Map.of("LSTM", TorchOperator.several(RecurrentOperators::lstm));

    private static final Set<String> UNSUPPORTED = Set.of("clip", "input_forget");

    private static final List<String> ACTIVATIONS = List.of("Sigmoid", "Tanh", "Tanh");

    private RecurrentOperators() {}

    /** All states {@code [steps, directions, N, H]}, the last ones and the last cells (Hochreiter, 1997). */
    private static List<Tensor> lstm(NodeCall step) {
        checkSupported(step);
        boolean batchFirst = step.attributes().integer("layout", 0) != 0;
        Tensor input = batchFirst ? step.input(0).transpose(0, 1) : step.input(0);
        boolean onlyBackwards = step.attributes().text("direction", "forward").equals("reverse");
        int directions = (int) step.input(1).size(0);
        Tensor[] states = new Tensor[directions];
        Tensor[] lastStates = new Tensor[directions];
        Tensor[] lastCells = new Tensor[directions];
        for (int direction = 0; direction < directions; direction++) {
            boolean backwards = onlyBackwards || direction == 1;
            Tensor ordered = backwards ? input.flip(0) : input;
            List<Tensor> outputs = oneWay(step, ordered, direction, batchFirst);
            states[direction] = backwards ? outputs.get(0).flip(0) : outputs.get(0);
            lastStates[direction] = outputs.get(1);
            lastCells[direction] = outputs.get(2);
        }
        Tensor all = stack(new TensorVector(states), 1);
        long axis = batchFirst ? 1 : 0;
        return List.of(
                batchFirst ? all.permute(2, 0, 1, 3) : all,
                stack(new TensorVector(lastStates), axis),
                stack(new TensorVector(lastCells), axis));
    }

    private static void checkSupported(NodeCall step) {
        UNSUPPORTED.stream().filter(step.attributes()::has).forEach(attribute -> {
            throw step.unsupported("the attribute " + attribute);
        });
        List<String> activations = step.attributes().texts("activations");
        for (int i = 0; i < activations.size(); i++) {
            if (!activations.get(i).equals(ACTIVATIONS.get(i % 3))) {
                throw step.unsupported("the activation " + activations.get(i));
            }
        }
        long length = step.input(0).size(step.attributes().integer("layout", 0) != 0 ? 1 : 0);
        if (Arrays.stream(step.integers(4)).anyMatch(each -> each != length)) {
            throw step.unsupported("a batch of sequences of unequal lengths");
        }
    }

    private static List<Tensor> oneWay(NodeCall step, Tensor input, int direction, boolean batchFirst) {
        long hidden = step.input(2).size(2);
        Tensor fromInput = input.matmul(step.input(1).select(0, direction).t());
        if (step.node().hasInput(3)) {
            Tensor bias = step.input(3).select(0, direction);
            fromInput = fromInput.add(bias.narrow(0, 0, 4 * hidden)).add(bias.narrow(0, 4 * hidden, 4 * hidden));
        }
        Tensor recurrence = step.input(2).select(0, direction).t();
        Tensor state = initial(step, 5, direction, batchFirst, input.size(1), hidden);
        Tensor cell = initial(step, 6, direction, batchFirst, input.size(1), hidden);
        Tensor peepholes =
                step.node().hasInput(7) ? step.input(7).select(0, direction) : Tensors.beside(input, zeros(3 * hidden));
        Tensor[] states = new Tensor[(int) input.size(0)];
        for (int i = 0; i < states.length; i++) {
            Tensor gates = fromInput.select(0, i).add(state.matmul(recurrence));
            Tensor in = opened(part(gates, 0), cell, part(peepholes, 0));
            Tensor kept = opened(part(gates, 2), cell, part(peepholes, 2));
            cell = kept.mul(cell).add(in.mul(part(gates, 3).tanh()));
            Tensor out = opened(part(gates, 1), cell, part(peepholes, 1));
            state = out.mul(cell.tanh());
            states[i] = state;
        }
        return List.of(stack(new TensorVector(states), 0), state, cell);
    }

    private static Tensor opened(Tensor gate, Tensor cell, Tensor peephole) {
        return gate.add(cell.mul(peephole)).sigmoid();
    }

    /** ONNX keeps the gates in the order input, output, forget, cell; peepholes have the first three. */
    private static Tensor part(Tensor values, int index) {
        int parts = values.dim() == 1 ? 3 : 4;
        long size = values.size(-1) / parts;
        return values.narrow(-1, index * size, size);
    }

    private static Tensor initial(
            NodeCall step, int index, int direction, boolean batchFirst, long batch, long hidden) {
        return step.node().hasInput(index)
                ? step.input(index).select(batchFirst ? 1 : 0, direction)
                : Tensors.beside(step.input(0), zeros(batch, hidden));
    }
}
