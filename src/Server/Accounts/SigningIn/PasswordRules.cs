using Microsoft.AspNetCore.Identity;
using TungNgo.Data;

namespace TungNgo.Accounts.SigningIn;

/// <summary>
/// Length is the rule; on top of it the passwords that everybody tries first are refused: lists of leaks begin with them, and offices
/// add their own place, year and product name.
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<User>
{
    public const int ShortestLength = 10;
    public const string TooShort = nameof(TooShort), Trivial = nameof(Trivial), HoldsName = nameof(HoldsName);

    private static readonly string[] Stems =
    [
        "password", "matkhau", "passw0rd", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r", "abc", "abcdef", "admin", "administrator", "quantri",
        "iloveyou", "anhyeuem", "emyeuanh", "yeuem", "khongbiet", "khongco", "vietnam", "soctrang", "cantho", "hanoi", "saigon", "tungngo", "tungngotungnha",
        "chuyendoiso", "congnghe", "ubnd", "canbo", "tinh", "huyen", "xa", "welcome", "letmein", "changeme", "default", "test", "demo",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var problem = Check(password ?? "", user.UserName);
        return Task.FromResult(problem is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = problem, Description = problem }));
    }

    /// <returns>Code of the broken rule, or null.</returns>
    public static string? Check(string password, string? name)
    {
        if (password.Length < ShortestLength)
        {
            return TooShort;
        }

        var folded = Letters(SearchKey.Fold(password));
        if (name is { Length: >= 4 } && folded.Contains(Letters(SearchKey.Fold(name)), StringComparison.Ordinal))
        {
            return HoldsName;
        }

        return IsTrivial(folded) ? Trivial : null;
    }

    private static bool IsTrivial(string folded)
    {
        var alone = folded.Trim("0123456789".ToCharArray());
        return folded.Distinct().Count() < 5
            || alone.Length == 0
            || Stems.Contains(alone)
            || IsRun(folded)
            || IsRepeated(folded);
    }

    private static bool IsRun(string text) => text.Zip(text.Skip(1)).All(p => p.Second - p.First == 1) || text.Zip(text.Skip(1)).All(p => p.First - p.Second == 1);

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, text.Length / 2).Any(n => text.Length % n == 0 && text == string.Concat(Enumerable.Repeat(text[..n], text.Length / n)));

    private static string Letters(string text) => new([.. text.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
}
