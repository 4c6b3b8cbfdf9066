namespace TungNgo.Web.Pages;

/// <summary>One thing found: its name, its page and where it lies.</summary>
public sealed record Hit(string Text, string Href, string Where);
