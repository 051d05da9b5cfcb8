/** One command line over runtime, models and plugin. */
package io.fovea.cli;
