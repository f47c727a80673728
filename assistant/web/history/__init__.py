"""The History page: what the papers hold on a topic, meeting by meeting, drawn and told."""
