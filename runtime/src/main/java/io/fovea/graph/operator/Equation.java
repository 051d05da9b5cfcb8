package io.fovea.graph.operator;

import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an Einsum computes, a letter for each axis; the axes behind dots have letters, too, and the output is there.
 *
 * @param operands the letters of each operand
 * @param output the letters of the output
 */
public record Equation(List<String> operands, String output) {
    private static final String DOTS = "...";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Copies the list. */
    public Equation {
        operands = List.copyOf(operands);
    }

    /** The equation of a node; empty where it has dots, and the rank of an operand is not known, or where it is none. */
    public static Optional<Equation> of(ValueFacts facts, Node einsum) {
        String text = einsum.attributes().text("equation", "").replace(" ", "");
        String[] sides = text.split("->", -1);
        String[] operands = sides[0].split(",", -1);
        int most = 0;
        for (int i = 0; i < operands.length; i++) {
            if (operands[i].contains(DOTS)) {
                int rank = facts.rank(einsum.input(i));
                int dotted = rank - operands[i].length() + DOTS.length();
                if (rank < 0 || dotted < 0) {
                    return Optional.empty();
                }
                most = Math.max(most, dotted);
            }
        }
        String dotted = free(text, most);
        if (dotted.length() < most) {
            return Optional.empty();
        }
        List<String> written = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            int own = facts.rank(einsum.input(i)) - operands[i].length() + DOTS.length();
            written.add(
                    operands[i].contains(DOTS) ? operands[i].replace(DOTS, dotted.substring(most - own)) : operands[i]);
        }
        String output = sides.length == 2 ? sides[1].replace(DOTS, dotted) : dotted + once(sides[0]);
        return Optional.of(new Equation(written, output));
    }

    /** A letter that is not among some. */
    public static String unused(String letters) {
        return free(letters, 1);
    }

    private static String free(String letters, int number) {
        return LETTERS.chars()
                .filter(letter -> letters.indexOf(letter) < 0)
                .limit(number)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Without an arrow, the letters that appear once, in alphabetical order. */
    private static String once(String operands) {
        return operands.chars()
                .filter(letter ->
                        Character.isLetter(letter) && operands.indexOf(letter) == operands.lastIndexOf(letter))
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** The shape of the output. */
    Shape shape(ValueFacts facts, Node einsum) {
        List<Dimension> dimensions = new ArrayList<>();
        for (char letter : output.toCharArray()) {
            Dimension size = Dimension.fixed(1);
            for (int i = 0; i < operands.size(); i++) {
                int axis = operands.get(i).indexOf(letter);
                size = axis < 0 ? size : Dims.broadcast(size, facts.dimension(einsum.input(i), axis));
            }
            dimensions.add(size);
        }
        return Shape.of(dimensions);
    }
}
