"""What Streamlit is set to, the theme included. All else is as Streamlit has it by default: no file of anybody's sets it."""

OPTIONS: dict[str, object] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],  # no page of others may steer the app by messages
    "client.showErrorDetails": "none",  # the terminal has the details
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "server.fileWatcherType": "none",  # watching the embedding libraries costs seconds; set "auto" while changing the app
    "theme.font": "sans-serif",
    "theme.baseRadius": "small",
    "theme.linkUnderline": True,
    "theme.headingFontSizes": ["2rem", "1.5rem", "1.25rem", "1.125rem", "1rem", "1rem"],
    "theme.headingFontWeights": [700, 600, 600, 600, 600, 600],
    "theme.paddingTop": "0.5rem",
    "theme.light.primaryColor": "#1d70b8",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f3f2f1",
    "theme.light.textColor": "#0b0c0c",
    "theme.light.linkColor": "#1d70b8",
    "theme.light.borderColor": "#b1b4b6",
    "theme.dark.primaryColor": "#1d70b8",
    "theme.dark.backgroundColor": "#0b0c0c",
    "theme.dark.secondaryBackgroundColor": "#1f2122",
    "theme.dark.textColor": "#f3f2f1",
    "theme.dark.linkColor": "#7fb7e6",
    "theme.dark.borderColor": "#505a5f",
}
