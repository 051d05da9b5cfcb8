/** What a training leaves beside its model: its history, curves and the page about it. */
package io.fovea.train.report;
