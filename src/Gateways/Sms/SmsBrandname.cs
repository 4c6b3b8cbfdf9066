namespace TungNgo.Gateways.Sms;

/// <summary>The sender that phones show instead of a number, as the operators register it.</summary>
public static class SmsBrandname
{
    public const int Most = 11;

    /// <summary>1 to 11 letters, digits, dots, dashes, low lines, no mark and no blank at the ends; not a number alone.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Most && name == name.Trim() && name.Any(char.IsAsciiLetter)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ');
}
