/** What detectors answer with, by the conventions of those who make them, read as boxes; and which of those overlap. */
package io.fovea.task.detect;
