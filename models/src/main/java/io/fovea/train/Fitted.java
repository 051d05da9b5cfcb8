package io.fovea.train;

import io.fovea.fit.History;
import io.fovea.model.Model;
import io.fovea.score.Evaluation;

/**
 * What a {@link Learner} came to.
 *
 * @param model with the weights of the best epoch, as it was written, with its card
 * @param history every epoch
 * @param test what the examples say that were held out
 */
public record Fitted(Model model, History history, Evaluation test) {}
