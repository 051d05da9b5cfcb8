/** What a model does for a user: classify, segment. */
package io.fovea.task;
