package org.holdfast.cli.alert;

import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Lets an option that takes a list of constants take an empty one, as in {@code --kinds-off=}. */
final class NoneIfEmpty implements IParameterPreprocessor {

  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (arguments.isEmpty() || !arguments.peek().isEmpty()) {
      return false;
    }
    arguments.pop();
    option.setValue(List.of());
    return true;
  }
}
