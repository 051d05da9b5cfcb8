package io.fovea.train;

import io.fovea.fit.History;
import io.fovea.model.Model;
import io.fovea.score.Evaluation;

/**
 * What a {@link Learner} came to.
 *
 * @param model with the weights of the best epoch, read from the file that was written, with its card
 * @param history losses and scores of every epoch, from 1 on
 * @param test what the examples say that were held out, asked through ONNX Runtime; {@link Evaluation#metrics} has the scores
 *     by name, 0..1, such as {@code accuracy}
 */
public record Fitted(Model model, History history, Evaluation test) {}
