/** SciJava commands, one class per menu entry. */
package io.fovea.command;
