package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the functions that a model brings with it can be called, and come to an end: ONNX Runtime puts their bodies in the
 * place of their calls until there is none left.
 */
final class Functions {
    private static final long MOST_NODES = 1_000_000;

    /** As deep as functions may call one another: far more than exporters do, and no trouble for any stack. */
    private static final int DEEPEST = 100;

    /** A function that is being looked at. */
    private static final long OPEN = -1;

    private final Map<String, OnnxMl.FunctionProto> functions = new HashMap<>();
    private final Map<String, Long> nodes = new HashMap<>();
    private int depth;

    private Functions(OnnxMl.ModelProto model) {
        model.getFunctionsList()
                .forEach(function ->
                        functions.put(key(function.getDomain(), function.getName(), function.getOverload()), function));
    }

    /**
     * Throws an {@link UnsoundException} if one calls itself, is given inputs and takes none, or all together are too many
     * nodes or too deep.
     */
    static void require(OnnxMl.ModelProto model) {
        for (OnnxMl.FunctionProto function : model.getFunctionsList()) {
            Soundness.requireName("function", function.getNameBytes());
            function.getNodeList().forEach(Soundness::requireNode);
        }
        for (OnnxMl.NodeProto node : model.getGraph().getNodeList()) {
            // A graph does not keep which of the functions of one name is meant.
            if (!node.getOverload().isEmpty()) {
                throw new UnsoundException("its node '" + node.getName() + "' calls the function '" + node.getOpType()
                        + "' by its overload '" + node.getOverload() + "', which is not supported");
            }
        }
        if (model.getFunctionsCount() > 0) {
            new Functions(model).nodesOf(model.getGraph().getNodeList());
        }
    }

    private static String key(String domain, String name, String overload) {
        return domain + ":" + name + ":" + overload;
    }

    private long nodesOf(List<OnnxMl.NodeProto> body) {
        long sum = 0;
        for (OnnxMl.NodeProto node : body) {
            sum += 1 + nodesCalledBy(node);
            for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
                sum += nodesOf(attribute.getG().getNodeList());
                for (OnnxMl.GraphProto graph : attribute.getGraphsList()) {
                    sum += nodesOf(graph.getNodeList());
                }
            }
            if (sum > MOST_NODES) {
                throw new UnsoundException("written out, its functions have more than " + MOST_NODES + " nodes");
            }
        }
        return sum;
    }

    private long nodesCalledBy(OnnxMl.NodeProto node) {
        String name = key(node.getDomain(), node.getOpType(), node.getOverload());
        OnnxMl.FunctionProto function = functions.get(name);
        if (function == null) {
            return 0;
        }
        // ONNX Runtime takes the type of what is too much from the last input there is, and where there is none, it
        // ends the process. What a function with inputs is given too much of, even an input without a name, it
        // refuses itself.
        if (function.getInputCount() == 0 && node.getInputCount() > 0) {
            throw new UnsoundException("its node '" + node.getName() + "' gives an input to the function '"
                    + function.getName() + "', which takes none");
        }
        Long known = nodes.get(name);
        if (known == null) {
            if (depth == DEEPEST) {
                throw new UnsoundException("its functions call one another more than " + DEEPEST + " deep");
            }
            depth++;
            nodes.put(name, OPEN);
            known = nodesOf(function.getNodeList());
            nodes.put(name, known);
            depth--;
        }
        if (known == OPEN) {
            throw new UnsoundException("its function '" + function.getName() + "' calls itself");
        }
        return known;
    }
}
