namespace TungNgo.Accounts;

/// <summary>
/// A phone that calls, as far as rights go: what it may do where, and under which name it writes. Whoever knows phones keeps more of them and
/// hands the caller over in <c>HttpContext.Items[typeof(PhoneCaller)]</c>.
/// </summary>
/// <param name="Name">Those who share it.</param>
internal abstract record PhoneCaller(Guid DeviceId, string Name, IReadOnlyList<RoleInArea> Roles);
