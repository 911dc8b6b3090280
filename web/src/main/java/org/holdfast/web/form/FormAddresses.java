package org.holdfast.web.form;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewParameter;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewMetadata;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Has the forms of a page sent to the page's own address, with what it shows: Faces leaves the view
 * parameters out, and of a form that came too late nothing else says what it was about.
 */
public class FormAddresses extends ViewHandlerWrapper {

  /**
   * Made by Faces.
   *
   * @param wrapped the view handler otherwise in force
   */
  public FormAddresses(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public String getActionURL(FacesContext context, String viewId) {
    String address = super.getActionURL(context, viewId);
    UIViewRoot view = context.getViewRoot();
    if (view == null || !viewId.equals(view.getViewId())) {
      return address;
    }
    StringBuilder complete = new StringBuilder(address);
    for (UIViewParameter parameter : ViewMetadata.getViewParameters(view)) {
      String value = parameter.getStringValue(context);
      if (value != null && !value.isEmpty()) {
        complete
            .append(complete.indexOf("?") < 0 ? '?' : '&')
            .append(URLEncoder.encode(parameter.getName(), StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return complete.toString();
  }
}
