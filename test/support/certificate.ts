// A key and a self-signed certificate for localhost and 127.0.0.1, for these tests only: the key is public. The
// certificate is valid until 2126.
//
//   openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost
//   openssl ca -selfsign -startdate 20200101000000Z -enddate 21260101000000Z
//     with subjectAltName=DNS:localhost,IP:127.0.0.1 and basicConstraints=critical,CA:true

export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnEM5xsDty/oUJ72E
7hpPtL30suzWleLF5NffoMP5c36hRANCAASZmnmjQvvEw6VYwgdSIt2EPdLdqitD
NOeZ33CLZOLOrPq+BK0+DORkgEgStfqs++gWkpYXMuFWhV57zOKLayVC
-----END PRIVATE KEY-----
`;

export const cert = `-----BEGIN CERTIFICATE-----
MIIBaDCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyNjAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJmaeaNC+8TDpVjC
B1Ii3YQ90t2qK0M055nfcItk4s6s+r4ErT4M5GSASBK1+qz76BaSlhcy4VaFXnvM
4otrJUKjTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0
hwR/AAABMB0GA1UdDgQWBBSQsuT5CJ482w3CDfJ0NuClgM/mOzAKBggqhkjOPQQD
AgNJADBGAiEAqegCuBG1w/+9tsPVoECpwd4mCoWj+F6ML8vRbrsz/BACIQCaZkwY
KspsjQw3UUb/CTSMMBZlmjHefDfVeCa4tFhZ2Q==
-----END CERTIFICATE-----
`;
