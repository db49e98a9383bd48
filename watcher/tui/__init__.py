"""The triage screen: `state` is what is shown and chosen, without widgets; `app` shows it; `detail` words a story."""
