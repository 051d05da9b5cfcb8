/** What a model means: its card, and where models are found. */
package io.fovea.model;
